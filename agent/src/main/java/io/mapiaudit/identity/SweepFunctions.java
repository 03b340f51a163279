package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The functions of kernel32 by which a thread is looked at from outside. */
final class SweepFunctions {

  /** Right to open a thread's token, and to ask for its description. */
  static final int THREAD_QUERY_LIMITED_INFORMATION = 0x800;

  /** Right to ask where a thread began. */
  static final int THREAD_QUERY_INFORMATION = 0x40;

  private SweepFunctions() {}

  static void bind(NativeLibrary library) {
    Native.register(SweepFunctions.class, library);
  }

  /** HANDLE OpenThread(DWORD, BOOL, DWORD). */
  static native Pointer OpenThread(int access, int inherit, int threadId);

  /** DWORD GetCurrentProcessId(void). */
  static native int GetCurrentProcessId();

  /** BOOL GetModuleHandleExW(DWORD, LPCWSTR, HMODULE*). */
  static native int GetModuleHandleExW(int flags, Pointer address, Pointer module);

  /** DWORD GetModuleFileNameW(HMODULE, LPWSTR, DWORD). */
  static native int GetModuleFileNameW(Pointer module, Pointer path, int characters);
}
