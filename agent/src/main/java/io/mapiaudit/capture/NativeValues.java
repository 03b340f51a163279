package io.mapiaudit.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Turns arguments and results into numbers. Those of JNA are objects of the application's JNA, of
 * whatever version and class loader, so they are read by their names alone.
 */
final class NativeValues {

  private static final MethodType TO_LONG = MethodType.methodType(long.class, Object.class);
  private static final MethodType TO_OBJECT = MethodType.methodType(Object.class, Object.class);

  /** As with threads, classes of the application hold an array that can be emptied. */
  private final ClassValue<Object[]> readers =
      new ClassValue<Object[]>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
          Object[] slot = {readerOf(type)};
          known.put(slot, Boolean.TRUE);
          return slot;
        }
      };

  private final WeakIdentityMap<Boolean> known = new WeakIdentityMap<>();

  /**
   * The number an argument or result stands for.
   *
   * @return a number, boolean or character as it is, the address of a JNA pointer, pointer type or
   *     structure; 0 for null and for anything else
   */
  long valueOf(Object value) throws Throwable {
    if (value == null) {
      return 0;
    }
    if (value instanceof Number) {
      return ((Number) value).longValue();
    }
    if (value instanceof Boolean) {
      return (Boolean) value ? 1 : 0;
    }
    Reader reader = (Reader) readers.get(value.getClass())[0];
    return reader == null ? 0 : reader.read(value);
  }

  /** Forgets how to read what; from now on everything but plain numbers is read as 0. */
  void clear() {
    known.forEachObject(slot -> ((Object[]) slot)[0] = null);
  }

  /** What was written into an out-parameter that is a Java array, which JNA copies back. */
  long firstElement(Object array) throws Throwable {
    if (array instanceof long[]) {
      return ((long[]) array)[0];
    }
    if (array instanceof int[]) {
      return ((int[]) array)[0] & 0xFFFFFFFFL;
    }
    return array instanceof Object[] ? valueOf(((Object[]) array)[0]) : 0;
  }

  private interface Reader {
    long read(Object value) throws Throwable;
  }

  private static Reader readerOf(Class<?> type) {
    try {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        switch (c.getName()) {
          case "com.sun.jna.Pointer":
            return pointer(c);
          case "com.sun.jna.PointerType":
          case "com.sun.jna.Structure":
            return holder(c);
          default:
            break;
        }
      }
    } catch (ReflectiveOperationException notThisJna) {
      return value -> 0;
    }
    return value -> 0;
  }

  private static Reader pointer(Class<?> pointer) throws ReflectiveOperationException {
    MethodHandle nativeValue = nativeValue(pointer);
    return value -> (long) nativeValue.invokeExact(value);
  }

  private static Reader holder(Class<?> holder) throws ReflectiveOperationException {
    Method getPointer = holder.getMethod("getPointer");
    MethodHandle get = MethodHandles.publicLookup().unreflect(getPointer).asType(TO_OBJECT);
    MethodHandle nativeValue = nativeValue(getPointer.getReturnType());
    return value -> (long) nativeValue.invokeExact((Object) get.invokeExact(value));
  }

  private static MethodHandle nativeValue(Class<?> pointer) throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .unreflect(pointer.getMethod("nativeValue", pointer))
        .asType(TO_LONG);
  }
}
