package io.mapiaudit.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Predicate;

/**
 * Looks through the constants of loaded classes as the JVM has them. Class files would have to be
 * asked of the application's class loaders, one by one, and need not be what was loaded.
 */
public final class ProbeConstants {

  private static final byte METHOD = 10;
  private static final byte INTERFACE_METHOD = 11;

  /** {@code (Class)Object}: the constants of a class. Null where they cannot be had. */
  private static final MethodHandle POOL;

  /** {@code (Object)int}: one more than the last index. */
  private static final MethodHandle SIZE;

  /** {@code (Object,Object,int)byte}: the kind of the constant at an index, 0 for none. */
  private static final MethodHandle TAG;

  /** {@code (Object,int)Object}: owner, name and descriptor of the member at an index. */
  private static final MethodHandle MEMBER;

  static {
    MethodHandle[] handles = handles();
    POOL = handles[0];
    SIZE = handles[1];
    TAG = handles[2];
    MEMBER = handles[3];
  }

  private ProbeConstants() {}

  /** False when this JVM does not show the constants of classes. */
  public static boolean areShown() {
    return POOL != null;
  }

  /**
   * Whether a class names a method that is wanted.
   *
   * @param type neither an array nor a primitive type
   * @param wanted is given owner, name and descriptor as class files write them
   * @throws IllegalStateException when the constants cannot be read, as while the class is being
   *     redefined
   */
  public static boolean nameMethod(Class<?> type, Predicate<String[]> wanted) {
    try {
      Object pool = (Object) POOL.invokeExact(type);
      int size = (int) SIZE.invokeExact(pool);
      for (int i = 1; i < size; i++) {
        byte tag = (byte) TAG.invokeExact(pool, (Object) null, i);
        if (tag == METHOD || tag == INTERFACE_METHOD) {
          Object member = (Object) MEMBER.invokeExact(pool, i);
          if (wanted.test((String[]) member)) {
            return true;
          }
        }
      }
      return false;
    } catch (Throwable unreadable) {
      throw new IllegalStateException("its constants cannot be read: " + unreadable);
    }
  }

  private static MethodHandle[] handles() {
    try {
      Method constants = Class.class.getDeclaredMethod("getConstantPool");
      Class<?> type = constants.getReturnType();
      // The JDK's enum of kinds has no place for dynamic constants, so the number is asked for.
      Method tag = type.getDeclaredMethod("getTagAt0", Object.class, int.class);
      return new MethodHandle[] {
        handle(constants, Object.class, Class.class),
        handle(type.getMethod("getSize"), int.class, Object.class),
        handle(tag, byte.class, Object.class, Object.class, int.class),
        handle(
            type.getMethod("getMemberRefInfoAt", int.class), Object.class, Object.class, int.class)
      };
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJvm) {
      // Java 8, for one, does not tell the kind of a constant.
      return new MethodHandle[4];
    }
  }

  private static MethodHandle handle(Method method, Class<?> result, Class<?>... parameters)
      throws IllegalAccessException {
    method.setAccessible(true);
    return MethodHandles.lookup()
        .unreflect(method)
        .asType(MethodType.methodType(result, parameters));
  }
}
