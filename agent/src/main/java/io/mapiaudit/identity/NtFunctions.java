package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The functions of ntdll by which threads are listed. */
final class NtFunctions {

  /** SYSTEM_INFORMATION_CLASS: every process, with its threads. */
  static final int SYSTEM_PROCESS_INFORMATION = 5;

  /** THREADINFOCLASS: the address that CreateThread was given. */
  static final int WIN32_START_ADDRESS = 9;

  static final int STATUS_INFO_LENGTH_MISMATCH = 0xC0000004;

  private NtFunctions() {}

  static void bind(NativeLibrary library) {
    Native.register(NtFunctions.class, library);
  }

  /** NTSTATUS NtQuerySystemInformation(SYSTEM_INFORMATION_CLASS, PVOID, ULONG, PULONG). */
  static native int NtQuerySystemInformation(
      int informationClass, Pointer buffer, int length, Pointer needed);

  /** NTSTATUS NtQueryInformationThread(HANDLE, THREADINFOCLASS, PVOID, ULONG, PULONG). */
  static native int NtQueryInformationThread(
      Pointer thread, int informationClass, Pointer buffer, int length, Pointer needed);
}
