package io.mapiaudit.demo.security;

import com.sun.jna.Native;
import io.mapiaudit.demo.binding.StandIn;
import io.mapiaudit.demo.binding.StandInLibrary;

/** The bound libraries, and the check of their BOOL results. */
final class Win32 {

  static final Advapi ADVAPI = StandInLibrary.bindSystem("advapi32", Advapi.class);
  static final Kernel KERNEL = StandInLibrary.bindSystem("kernel32", Kernel.class);
  static final StandIn STAND_IN = StandInLibrary.bind(StandIn.class);

  private Win32() {}

  /** Throws with the last error when {@code function} returned FALSE. */
  static void check(String function, boolean result) {
    if (!result) {
      throw failure(function, Native.getLastError());
    }
  }

  static IllegalStateException failure(String function, int lastError) {
    String hint = lastError == 1314 ? " (the demo needs SeCreateTokenPrivilege on Windows)" : "";
    return new IllegalStateException(function + " failed with error " + lastError + hint);
  }
}
