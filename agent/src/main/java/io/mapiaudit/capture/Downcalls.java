package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeForeign;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes handles that tell the probe of the native calls made through them, and otherwise are what
 * they stand for: same type, same results, same exceptions. What they bind belongs to the JDK.
 */
final class Downcalls {

  private static final MethodHandle IS_ON = probe("isOn", boolean.class);
  private static final MethodHandle IS_AUDITED = probe("isAudited", boolean.class, Object.class);
  private static final MethodHandle INVOKE =
      probe(
          "invokeDowncall",
          Object.class,
          MethodHandle.class,
          String.class,
          long.class,
          int.class,
          Object[].class);

  private Downcalls() {}

  /**
   * A handle for a function that is audited.
   *
   * @param function its name, null when only the address is known
   * @param skipped leading arguments that are for the linker and not for the function
   */
  static MethodHandle ofFunction(MethodHandle plain, String function, long address, int skipped) {
    return MethodHandles.guardWithTest(IS_ON, told(plain, function, address, skipped), plain);
  }

  /**
   * A handle whose first argument is the function.
   *
   * @param skipped leading arguments that are for the linker, the function among them
   */
  static MethodHandle ofAnyFunction(MethodHandle plain, int skipped) {
    MethodHandle test =
        IS_AUDITED.asType(MethodType.methodType(boolean.class, plain.type().parameterType(0)));
    return MethodHandles.guardWithTest(test, told(plain, null, 0, skipped), plain);
  }

  /**
   * True when a function of the catalogue, or a method of MAPI's objects, might be called through
   * handles of this type: they take and return pointers and whole numbers.
   */
  static boolean fits(MethodType type) {
    for (Class<?> parameter : type.parameterArray()) {
      if (parameter == float.class || parameter == double.class) {
        return false;
      }
    }
    Class<?> result = type.returnType();
    return result == int.class
        || result == long.class
        || result == void.class
        || result == boolean.class;
  }

  /** Takes the arguments as an array, the rest of {@code plain}'s type stays. */
  static MethodHandle spread(MethodHandle plain) {
    return plain
        .asType(plain.type().generic())
        .asSpreader(Object[].class, plain.type().parameterCount());
  }

  private static MethodHandle told(MethodHandle plain, String function, long address, int skipped) {
    return MethodHandles.insertArguments(INVOKE, 0, spread(plain), function, address, skipped)
        .asCollector(Object[].class, plain.type().parameterCount())
        .asType(plain.type());
  }

  static MethodHandle probe(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(ProbeForeign.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
