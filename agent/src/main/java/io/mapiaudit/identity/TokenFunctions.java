package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The token functions of advapi32, mapped directly because that is JNA's fastest way. */
final class TokenFunctions {

  /** Right to read everything about a token but its source. */
  static final int TOKEN_QUERY = 0x8;

  static final int TOKEN_USER = 1;
  static final int TOKEN_STATISTICS = 10;
  static final int TOKEN_SESSION_ID = 12;

  private TokenFunctions() {}

  static void bind(NativeLibrary library) {
    Native.register(TokenFunctions.class, library);
  }

  /** BOOL OpenThreadToken(HANDLE, DWORD, BOOL, PHANDLE). */
  static native int OpenThreadToken(Pointer thread, int access, int openAsSelf, Pointer token);

  /** BOOL OpenProcessToken(HANDLE, DWORD, PHANDLE). */
  static native int OpenProcessToken(Pointer process, int access, Pointer token);

  /** BOOL GetTokenInformation(HANDLE, TOKEN_INFORMATION_CLASS, LPVOID, DWORD, PDWORD). */
  static native int GetTokenInformation(
      Pointer token, int informationClass, Pointer buffer, int length, Pointer needed);

  /** BOOL LookupAccountSidW(LPCWSTR, PSID, LPWSTR, LPDWORD, LPWSTR, LPDWORD, PSID_NAME_USE). */
  static native int LookupAccountSidW(
      Pointer system,
      Pointer sid,
      Pointer name,
      Pointer nameLength,
      Pointer domain,
      Pointer domainLength,
      Pointer use);
}
