package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Identity.Level;
import io.mapiaudit.model.Identity.Source;

/** The people of the scenarios. */
public final class Users {

  /** The service account that processes run as. */
  public static final Identity SERVICE =
      new Identity("S-1-5-18", Source.PROCESS, Level.NONE, 1, 0x3e7, 0);

  public static final Identity ALICE = impersonated("S-1-5-21-1-2-3-1001", 101);
  public static final Identity BOB = impersonated("S-1-5-21-1-2-3-1002", 102);
  public static final Identity CAROL = impersonated("S-1-5-21-1-2-3-1003", 103);

  /** A token that could not be read. */
  public static final Identity UNREADABLE = Identity.unknown(Source.THREAD);

  private Users() {}

  private static Identity impersonated(String sid, long tokenId) {
    return new Identity(sid, Source.THREAD, Level.IMPERSONATION, tokenId, tokenId << 8, 0);
  }

  /** The same user by a token of this level. */
  public static Identity atLevel(Identity user, Level level) {
    return new Identity(
        user.sid(), user.source(), level, user.tokenId(), user.logonId(), user.windowsSession());
  }

  /** The same user by a token of this Windows session. */
  public static Identity inWindowsSession(Identity user, int session) {
    return new Identity(
        user.sid(), user.source(), user.level(), user.tokenId(), user.logonId(), session);
  }

  /** The same kind of token of another user. */
  public static Identity withSid(Identity user, String sid) {
    return new Identity(
        sid, user.source(), user.level(), user.tokenId(), user.logonId(), user.windowsSession());
  }

  /** The same user, as the process token. */
  public static Identity asProcess(Identity user) {
    return new Identity(
        user.sid(), Source.PROCESS, Level.NONE, 7, user.logonId(), user.windowsSession());
  }

  /** The same user, as a token on the thread. */
  public static Identity onThread(Identity user) {
    return new Identity(
        user.sid(), Source.THREAD, Level.IMPERSONATION, 8, user.logonId(), user.windowsSession());
  }
}
