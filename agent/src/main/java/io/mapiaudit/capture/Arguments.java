package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.CallShape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what the arguments of a call mean, as its shape tells. */
final class Arguments {

  /** MAPI_UNICODE: strings are UTF-16. */
  private static final long UNICODE = 0x80000000L;

  private static final int PR_PROFILE_CONNECT_FLAGS = 0x66040003;
  private static final int MAX_PROPERTIES = 64;

  private final NativeValues values;

  /** An argument that has to be asked for its text. */
  interface Text {
    /** The text, null when it has none. */
    String text();
  }

  Arguments(NativeValues values) {
    this.values = values;
  }

  /** The number at a position, 0 when there is none. */
  long number(Object[] arguments, int position) throws Throwable {
    return position < 0 || position >= arguments.length ? 0 : values.valueOf(arguments[position]);
  }

  /** The text at a position; null when there is none. Only profile names are ever asked for. */
  String text(Object[] arguments, CallShape shape) throws Throwable {
    int position = shape.text();
    if (position < 0 || position >= arguments.length || arguments[position] == null) {
      return null;
    }
    Object value = arguments[position];
    if (value instanceof String) {
      return (String) value;
    }
    if (value instanceof Text) {
      return ((Text) value).text();
    }
    if (value.getClass().getName().equals("com.sun.jna.WString")) {
      return value.toString();
    }
    if (value instanceof byte[]) {
      return untilNull(new String((byte[]) value, StandardCharsets.UTF_8));
    }
    if (value instanceof char[]) {
      return untilNull(new String((char[]) value));
    }
    if (value instanceof ByteBuffer) {
      return untilNull(StandardCharsets.UTF_8.decode(((ByteBuffer) value).duplicate()).toString());
    }
    long address = values.valueOf(value);
    boolean wide = (number(arguments, shape.argument()) & UNICODE) != 0;
    return address == 0 || value instanceof Number ? null : NativeMemory.readText(address, wide);
  }

  private static String untilNull(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** What a successful call has written to its out-parameter. */
  long created(Object[] arguments, int position) throws Throwable {
    Object out = position < 0 || position >= arguments.length ? null : arguments[position];
    if (out == null) {
      return 0;
    }
    if (out.getClass().isArray()) {
      return values.firstElement(out);
    }
    if (out instanceof Buffer) {
      return NativeValues.firstElement((Buffer) out, NativeMemory.pointerSize());
    }
    long address = values.valueOf(out);
    return address == 0 ? 0 : NativeMemory.readPointer(address);
  }

  /** The 32-bit integer that a successful call has written to an out-parameter. */
  int createdType(Object[] arguments, int position) throws Throwable {
    Object out = arguments[position];
    if (out instanceof int[]) {
      return ((int[]) out)[0];
    }
    if (out instanceof Buffer) {
      return (int) NativeValues.firstElement((Buffer) out, Integer.BYTES);
    }
    long address = values.valueOf(out);
    return address == 0 ? 0 : NativeMemory.readInt(address);
  }

  /** The 16 bytes of an IID given by reference, null for a null pointer. */
  byte[] iid(Object[] arguments, int position) throws Throwable {
    if (arguments[position] instanceof byte[]) {
      return (byte[]) arguments[position];
    }
    long address = values.valueOf(arguments[position]);
    return address == 0 ? null : NativeMemory.readBytes(address, 16);
  }

  /**
   * The value of PR_PROFILE_CONNECT_FLAGS among the properties that are being set: argument 1 is
   * their count, argument 2 an array of SPropValue (tag at 0, value at 8; 24 bytes, 16 on x86).
   *
   * @return the flags, or -1 when they are not among them
   */
  long connectFlags(Object[] arguments) throws Throwable {
    long count = Math.min(number(arguments, 1), MAX_PROPERTIES);
    long address = number(arguments, 2);
    int size = NativeMemory.pointerSize() == 8 ? 24 : 16;
    for (long i = 0; address != 0 && i < count; i++) {
      long property = address + i * size;
      if (NativeMemory.readInt(property) == PR_PROFILE_CONNECT_FLAGS) {
        return NativeMemory.readInt(property + 8) & 0xFFFFFFFFL;
      }
    }
    return -1;
  }
}
