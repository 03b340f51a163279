package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The system's last error as it really is. On Windows bound to ntdll's function, which kernel32's
 * forwards to: under the name {@code GetLastError} JNA puts in one of its own that answers from what
 * it remembers, and refuses to bind it directly.
 */
final class LastErrorFunction {

  /** What ntdll calls it. */
  static final String NTDLL_NAME = "RtlGetLastWin32Error";

  private LastErrorFunction() {}

  static void bind(NativeLibrary library) {
    Native.register(LastErrorFunction.class, library);
  }

  /** DWORD GetLastError(void). */
  static native int GetLastError();
}
