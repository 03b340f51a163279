package io.mapiaudit.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

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
   * @return a number, boolean or character as it is, the address of a JNA pointer, pointer type,
   *     structure or native memory segment, what another type of the application's becomes by its
   *     {@code toNative}; 0 for null and for anything else, structures passed by value among them
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
    if (value instanceof Character) {
      return (Character) value;
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

  /**
   * What was written into an out-parameter that is a buffer, at its position.
   *
   * @param bytes of a pointer in a buffer of bytes
   */
  static long firstElement(Buffer buffer, int bytes) {
    if (!buffer.hasRemaining()) {
      return 0;
    }
    if (buffer instanceof LongBuffer) {
      return ((LongBuffer) buffer).get(buffer.position());
    }
    if (buffer instanceof IntBuffer) {
      return ((IntBuffer) buffer).get(buffer.position()) & 0xFFFFFFFFL;
    }
    if (buffer instanceof ByteBuffer && buffer.remaining() >= bytes) {
      ByteBuffer copy = ((ByteBuffer) buffer).duplicate().order(ByteOrder.nativeOrder());
      return bytes == Long.BYTES
          ? copy.getLong(buffer.position())
          : copy.getInt(buffer.position()) & 0xFFFFFFFFL;
    }
    return 0;
  }

  private interface Reader {
    long read(Object value) throws Throwable;
  }

  private Reader readerOf(Class<?> type) {
    if (Segments.isSegment(type)) {
      return Segments::address;
    }
    try {
      if (hasInterface(type, "com.sun.jna.Structure$ByValue")) {
        return value -> 0;
      }
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
      Class<?> nativeMapped = interfaceOf(type, "com.sun.jna.NativeMapped");
      if (nativeMapped != null) {
        return mapped(nativeMapped);
      }
    } catch (ReflectiveOperationException notThisJna) {
      return value -> 0;
    }
    return value -> 0;
  }

  /** A type of the application's; its own conversion is what JNA uses too. */
  private Reader mapped(Class<?> nativeMapped) throws ReflectiveOperationException {
    MethodHandle toNative =
        MethodHandles.publicLookup()
            .unreflect(nativeMapped.getMethod("toNative"))
            .asType(TO_OBJECT);
    return value -> {
      Object converted = (Object) toNative.invokeExact(value);
      // Nothing is mapped to a mapped type: that would go on for ever.
      return nativeMapped.isInstance(converted) ? 0 : valueOf(converted);
    };
  }

  private static boolean hasInterface(Class<?> type, String name) {
    return interfaceOf(type, name) != null;
  }

  private static Class<?> interfaceOf(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> each : c.getInterfaces()) {
        Class<?> found = each.getName().equals(name) ? each : interfaceOf(each, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
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
