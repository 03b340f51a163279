package io.mapiaudit.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/**
 * Gives out what the JVM keeps in a throwable of the stack it was made on. Turning that into
 * elements takes most of what a stack trace costs; comparing it does not.
 */
public final class ProbeBacktrace {

  /** Null where it cannot be had. */
  private static final MethodHandle GETTER = getter();

  private ProbeBacktrace() {}

  /**
   * The JVM's own form of a stack: in HotSpot a tree of arrays of {@code short}, {@code int},
   * {@code long} and {@code Class}. To be looked at, not changed.
   *
   * @return null when this JVM does not give it
   */
  public static Object of(Throwable thrown) {
    if (GETTER == null) {
      return null;
    }
    try {
      return (Object) GETTER.invokeExact(thrown);
    } catch (Throwable impossible) {
      return null;
    }
  }

  private static MethodHandle getter() {
    try {
      return lookup(Throwable.class).findGetter(Throwable.class, "backtrace", Object.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJvm) {
      return null;
    }
  }

  /** A lookup that sees what a class of {@code java.lang} keeps to itself. */
  static MethodHandles.Lookup lookup(Class<?> type) throws ReflectiveOperationException {
    try {
      return (MethodHandles.Lookup)
          MethodHandles.class
              .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
              .invoke(null, type, MethodHandles.lookup());
    } catch (NoSuchMethodException java8) {
      Field all = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      all.setAccessible(true);
      return (MethodHandles.Lookup) all.get(null);
    }
  }
}
