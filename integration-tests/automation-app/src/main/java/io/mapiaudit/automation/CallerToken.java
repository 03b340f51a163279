package io.mapiaudit.automation;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Another user's token on the calling thread, until it is reverted. */
final class CallerToken {

  private static final int IMPERSONATION = 2;
  private static final Advapi ADVAPI = Native.load("advapi32", Advapi.class);

  private CallerToken() {}

  static CallerToken of(String sid) {
    StandIn standIn = Native.load("mapidemo", StandIn.class);
    Pointer token = standIn.MapiDemoCreateToken(sid, null, IMPERSONATION, 0);
    if (token == null || !ADVAPI.ImpersonateLoggedOnUser(token)) {
      throw new IllegalStateException("cannot impersonate: " + Native.getLastError());
    }
    return new CallerToken();
  }

  void revert() {
    ADVAPI.RevertToSelf();
  }

  /** The token functions of advapi32. */
  @SuppressWarnings("MemberName")
  interface Advapi extends Library {
    boolean ImpersonateLoggedOnUser(Pointer token);

    boolean RevertToSelf();
  }

  /** The stand-in library. */
  @SuppressWarnings("MemberName")
  interface StandIn extends Library {
    Pointer MapiDemoCreateToken(String sid, String account, int level, int windowsSession);
  }
}
