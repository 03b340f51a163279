package io.mapiaudit.identity;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Whether this process runs elevated, by its token. */
public enum Elevation {
  /** The full token of an administrator who consented, or of one whom UAC does not limit. */
  ELEVATED("elevated"),
  NOT_ELEVATED("not elevated"),
  UNKNOWN("unknown");

  private static final int TOKEN_ELEVATION = 20;

  private final String label;

  Elevation(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Reads it; the token functions have to be bound. */
  public static Elevation read() {
    long memory = Native.malloc(24);
    Pointer handle = new Pointer(memory);
    try {
      int opened =
          TokenFunctions.OpenProcessToken(new Pointer(-1), TokenFunctions.TOKEN_QUERY, handle);
      if (opened == 0) {
        return UNKNOWN;
      }
      Pointer token = handle.getPointer(0);
      try {
        Pointer value = new Pointer(memory + 8);
        Pointer needed = new Pointer(memory + 16);
        boolean read =
            TokenFunctions.GetTokenInformation(token, TOKEN_ELEVATION, value, Integer.BYTES, needed)
                != 0;
        return !read ? UNKNOWN : value.getInt(0) != 0 ? ELEVATED : NOT_ELEVATED;
      } finally {
        ThreadFunctions.CloseHandle(token);
      }
    } finally {
      Native.free(memory);
    }
  }
}
