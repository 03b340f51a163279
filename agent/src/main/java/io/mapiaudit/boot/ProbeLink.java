package io.mapiaudit.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Links calls of native methods whose class was loaded before the agent came and so cannot be
 * changed any more: the calls themselves are made to go through the probe.
 */
public final class ProbeLink {

  /** How a method is called: {@code invokestatic}. */
  public static final int STATIC = 0;

  /** How a method is called: {@code invokevirtual}. */
  public static final int VIRTUAL = 1;

  /** How a method is called: {@code invokespecial}. */
  public static final int SPECIAL = 2;

  /** How a method is called: by a supertype's name, so that it need not be the native one. */
  public static final int DISPATCHED = 3;

  /** How native methods are renamed whose class is loaded under the agent. */
  private static final String WRAPPED = "$$YJP$$";

  /** Null where they cannot be had: then calls are linked as they would have been. */
  private static final MethodHandle INVOKE =
      own("invoke", Object.class, MethodHandle.class, int.class, boolean.class, Object[].class);

  private static final MethodHandle BIND =
      own("bind", Object.class, Class.class, MethodHandle.class, Object.class);

  private static final MethodHandle IS_A = own("isA", boolean.class, String.class, Object.class);

  private ProbeLink() {}

  /**
   * Bootstrap method of a call.
   *
   * @param type of the call, the receiver first unless the method is static
   * @param kind one of the constants of this class
   * @param number of the method
   */
  public static CallSite call(
      Lookup caller, String name, MethodType type, Class<?> owner, int kind, int number)
      throws NoSuchMethodException, IllegalAccessException {
    boolean isStatic = kind == STATIC;
    MethodType own = isStatic ? type : type.dropParameterTypes(0, 1);
    MethodHandle target =
        isStatic
            ? caller.findStatic(owner, name, own)
            : kind != SPECIAL
                ? caller.findVirtual(owner, name, own)
                : caller.findSpecial(owner, name, own, caller.lookupClass());
    target = target.asFixedArity().asType(type);
    if (kind == DISPATCHED) {
      return new ConstantCallSite(onlyOf(ProbeMemory.owner(number), target, number));
    }
    return new ConstantCallSite(
        isWrapped(owner, name, own) ? target : around(target, isStatic, number));
  }

  /**
   * Bootstrap method of a method reference, in place of {@code LambdaMetafactory.metafactory}, with
   * its parameters and these.
   *
   * @param isStatic 1 for a static method, else 0
   * @param number of the method
   */
  public static CallSite reference(
      Lookup caller,
      String name,
      MethodType type,
      MethodType erased,
      MethodHandle method,
      MethodType actual,
      int isStatic,
      int number)
      throws Exception {
    try {
      Class<?> wanted = type.returnType();
      if (BIND != null && canBeProxied(wanted) && type.parameterCount() <= 1) {
        MethodHandle target = around(method.asFixedArity(), isStatic != 0, number);
        return new ConstantCallSite(
            type.parameterCount() == 0
                ? MethodHandles.constant(
                    wanted, MethodHandleProxies.asInterfaceInstance(wanted, target))
                : MethodHandles.insertArguments(BIND, 0, wanted, target).asType(type));
      }
    } catch (RuntimeException notThisInterface) {
      // Linked as it would have been, unseen.
    }
    return LambdaMetafactory.metafactory(caller, name, type, erased, method, actual);
  }

  /** Java 8 cannot make such objects of interfaces that have methods with a body. */
  private static boolean canBeProxied(Class<?> wanted) {
    if (!Modifier.isPublic(wanted.getModifiers())) {
      return false;
    }
    for (Method method : wanted.getMethods()) {
      if (method.isDefault() && System.getProperty("java.version").startsWith("1.")) {
        return false;
      }
    }
    return true;
  }

  /** Part of what {@link #reference} links. */
  public static Object bind(Class<?> wanted, MethodHandle target, Object receiver) {
    return MethodHandleProxies.asInterfaceInstance(wanted, target.bindTo(receiver));
  }

  private static MethodHandle own(String name, Class<?> result, Class<?>... parameters) {
    try {
      // Java 8 gives no class in java.lang a lookup of its own.
      return MethodHandles.publicLookup()
          .findStatic(ProbeLink.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException | RuntimeException unexpected) {
      return null;
    }
  }

  /** Goes through the probe when the receiver is of a class with this name or inherits it. */
  private static MethodHandle onlyOf(String className, MethodHandle target, int number) {
    if (IS_A == null || className == null) {
      return target;
    }
    MethodHandle test =
        MethodHandles.insertArguments(IS_A, 0, className)
            .asType(MethodType.methodType(boolean.class, target.type().parameterType(0)));
    return MethodHandles.guardWithTest(test, around(target, false, number), target);
  }

  /** Part of what this class links. */
  public static boolean isA(String className, Object receiver) {
    for (Class<?> c = receiver == null ? null : receiver.getClass();
        c != null;
        c = c.getSuperclass()) {
      if (c.getName().equals(className)) {
        return true;
      }
    }
    return false;
  }

  private static MethodHandle around(MethodHandle target, boolean isStatic, int number) {
    MethodType type = target.type();
    if (INVOKE == null) {
      return target;
    }
    try {
      int count = type.parameterCount();
      MethodHandle spread = target.asType(type.generic()).asSpreader(Object[].class, count);
      return MethodHandles.insertArguments(INVOKE, 0, spread, number, isStatic)
          .asCollector(Object[].class, count)
          .asType(type);
    } catch (RuntimeException tooManyParameters) {
      return target;
    }
  }

  /** Part of what this class links: tells the probe before and after. */
  public static Object invoke(MethodHandle target, int number, boolean isStatic, Object[] arguments)
      throws Throwable {
    Object call = null;
    if (Probe.installed() != null) {
      call =
          isStatic
              ? Probe.methodEntered(number, null, arguments)
              : Probe.methodEntered(number, arguments[0], withoutFirst(arguments));
    }
    if (call == null) {
      return target.invokeExact(arguments);
    }
    Object result = null;
    Throwable thrown = null;
    try {
      result = target.invokeExact(arguments);
      return result;
    } catch (Throwable any) {
      thrown = any;
      throw any;
    } finally {
      Probe.returned(call, result, thrown);
    }
  }

  private static Object[] withoutFirst(Object[] arguments) {
    Object[] rest = new Object[arguments.length - 1];
    System.arraycopy(arguments, 1, rest, 0, rest.length);
    return rest;
  }

  /** The same class loaded again later, by another class loader, tells of its calls itself. */
  private static boolean isWrapped(Class<?> owner, String name, MethodType type) {
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      try {
        return Modifier.isNative(
            c.getDeclaredMethod(WRAPPED + name, type.parameterArray()).getModifiers());
      } catch (NoSuchMethodException | LinkageError notThere) {
        // On to the next.
      }
    }
    return false;
  }
}
