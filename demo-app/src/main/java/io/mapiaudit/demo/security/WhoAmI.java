package io.mapiaudit.demo.security;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** Says in whose identity the calling thread runs. */
public final class WhoAmI {

  private static final int TOKEN_QUERY = 0x8;
  private static final int TOKEN_USER = 1;
  private static final int ERROR_NO_TOKEN = 1008;
  // TOKEN_USER with the longest SID Windows has
  private static final int ENOUGH = 16 + 68;

  private WhoAmI() {}

  /** {@code alice}, {@code bob}, another SID, or {@code the process user}. */
  public static String name() {
    PointerByReference token = new PointerByReference();
    Pointer thread = Win32.KERNEL.GetCurrentThread();
    if (!Win32.ADVAPI.OpenThreadToken(thread, TOKEN_QUERY, true, token)) {
      int lastError = Native.getLastError();
      if (lastError == ERROR_NO_TOKEN) {
        return "the process user";
      }
      throw Win32.failure("OpenThreadToken", lastError);
    }
    try {
      return nameOf(sid(token.getValue()));
    } finally {
      Win32.check("CloseHandle", Win32.KERNEL.CloseHandle(token.getValue()));
    }
  }

  private static String nameOf(String sid) {
    for (DemoUser user : DemoUser.values()) {
      if (user.sid().equals(sid)) {
        return user.label();
      }
    }
    return sid;
  }

  private static String sid(Pointer token) {
    Memory buffer = new Memory(ENOUGH);
    IntByReference returned = new IntByReference();
    Win32.check(
        "GetTokenInformation",
        Win32.ADVAPI.GetTokenInformation(token, TOKEN_USER, buffer, ENOUGH, returned));
    return text(buffer.getPointer(0));
  }

  /** A SID in its text form; its authority, six bytes big endian, never needs more than one. */
  private static String text(Pointer sid) {
    StringBuilder text = new StringBuilder("S-").append(sid.getByte(0)).append('-');
    text.append(sid.getByte(7));
    for (int i = 0; i < sid.getByte(1); i++) {
      text.append('-').append(Integer.toUnsignedString(sid.getInt(8 + 4L * i)));
    }
    return text.toString();
  }
}
