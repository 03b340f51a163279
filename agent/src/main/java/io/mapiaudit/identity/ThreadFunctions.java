package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The functions of kernel32 that token reading needs. */
final class ThreadFunctions {

  private ThreadFunctions() {}

  static void bind(NativeLibrary library) {
    Native.register(ThreadFunctions.class, library);
  }

  /** BOOL CloseHandle(HANDLE). */
  static native int CloseHandle(Pointer handle);

  /** DWORD GetCurrentThreadId(void). */
  static native int GetCurrentThreadId();
}
