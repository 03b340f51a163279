package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * Reads memory of this process. The caller vouches for the address: only what the application hands
 * to a call that reads or writes there itself is looked at.
 */
public final class NativeMemory {

  /** Longest profile name read, in characters. */
  private static final int MAX_TEXT = 256;

  private NativeMemory() {}

  /** Bytes of a pointer: 4 or 8. */
  public static int pointerSize() {
    return Native.POINTER_SIZE;
  }

  /** The pointer stored at an address, 0 for a null pointer. */
  public static long readPointer(long address) {
    return Pointer.nativeValue(new Pointer(address).getPointer(0));
  }

  /** The 32-bit integer stored at an address. */
  public static int readInt(long address) {
    return new Pointer(address).getInt(0);
  }

  /** The bytes stored at an address. */
  public static byte[] readBytes(long address, int length) {
    return new Pointer(address).getByteArray(0, length);
  }

  /**
   * The zero-terminated text stored at an address.
   *
   * @param wide UTF-16 when true, else the platform's 8-bit encoding
   */
  public static String readText(long address, boolean wide) {
    Pointer text = new Pointer(address);
    int length = 0;
    if (wide) {
      while (length < MAX_TEXT && text.getShort(2L * length) != 0) {
        length++;
      }
      return new String(text.getByteArray(0, 2 * length), StandardCharsets.UTF_16LE);
    }
    while (length < MAX_TEXT && text.getByte(length) != 0) {
      length++;
    }
    return new String(
        text.getByteArray(0, length),
        java.nio.charset.Charset.forName(Native.getDefaultStringEncoding()));
  }
}
