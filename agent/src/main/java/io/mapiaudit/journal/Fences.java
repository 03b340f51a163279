package io.mapiaudit.journal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Memory fences from Java 8 to 25 without a warning: VarHandle's where it exists, before that the
 * ones of Unsafe (its fences, never its memory access). Constant handles, so that the compiler
 * turns each call into the fence itself.
 */
final class Fences {

  private static final MethodHandle RELEASE = find("releaseFence", "storeFence");
  private static final MethodHandle ACQUIRE = find("acquireFence", "loadFence");

  private Fences() {}

  /** What was read and written before stays before every later write. */
  static void release() {
    try {
      RELEASE.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is read and written later stays after every earlier read. */
  static void acquire() {
    try {
      ACQUIRE.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle find(String name, String nameInUnsafe) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType type = MethodType.methodType(void.class);
    try {
      return lookup.findStatic(Class.forName("java.lang.invoke.VarHandle"), name, type);
    } catch (ReflectiveOperationException olderThanJava9) {
      try {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return lookup.findVirtual(unsafe, nameInUnsafe, type).bindTo(instance.get(null));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this JVM offers no memory fence", e);
      }
    }
  }
}
