package io.mapiaudit.model;

import java.util.Locale;
import java.util.Objects;

/**
 * Who a thread acts as, read from its Windows token. Two identities are the same when their SIDs
 * are the same ({@link #isSameUser}); everything else is context.
 */
public final class Identity {

  /** Where the token was found. */
  public enum Source {
    /** The thread's own impersonation token. */
    THREAD,
    /** The token of the process, because the thread had none. */
    PROCESS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** {@code thread} or {@code process}. */
    public String label() {
      return label;
    }
  }

  /** SECURITY_IMPERSONATION_LEVEL (MS-LSAD 2.2.3.5); {@link #NONE} for a primary token. */
  public enum Level {
    NONE,
    ANONYMOUS,
    IDENTIFICATION,
    IMPERSONATION,
    DELEGATION;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name used in findings, for example {@code impersonation}. */
    public String label() {
      return label;
    }

    /** The level for a value of SECURITY_IMPERSONATION_LEVEL, 0 to 3; {@link #NONE} otherwise. */
    public static Level ofWindowsValue(int value) {
      return value >= 0 && value <= 3 ? values()[value + 1] : NONE;
    }
  }

  /** The SID of an identity whose token could not be read; such an identity is never judged. */
  public static final String UNKNOWN_SID = "unknown";

  private final String sid;
  private final Source source;
  private final Level level;
  private final long tokenId;
  private final long logonId;
  private final int windowsSession;
  private final int hash;

  /**
   * An identity.
   *
   * @param sid in string form, {@code S-1-5-…}, or {@link #UNKNOWN_SID}
   * @param source which token was read
   * @param level impersonation level, {@link Level#NONE} for the process token
   * @param tokenId TOKEN_STATISTICS.TokenId: the token instance
   * @param logonId TOKEN_STATISTICS.AuthenticationId: the logon session
   * @param windowsSession TokenSessionId, -1 when unknown
   */
  public Identity(
      String sid, Source source, Level level, long tokenId, long logonId, int windowsSession) {
    this.sid = Objects.requireNonNull(sid, "sid");
    this.source = Objects.requireNonNull(source, "source");
    this.level = Objects.requireNonNull(level, "level");
    this.tokenId = tokenId;
    this.logonId = logonId;
    this.windowsSession = windowsSession;
    // Asked for with every change of a token.
    this.hash = Objects.hash(sid, source, level, tokenId, logonId, windowsSession);
  }

  /** An identity whose token could not be read. */
  public static Identity unknown(Source source) {
    return new Identity(UNKNOWN_SID, source, Level.NONE, 0, 0, -1);
  }

  public String sid() {
    return sid;
  }

  public Source source() {
    return source;
  }

  public Level level() {
    return level;
  }

  public long tokenId() {
    return tokenId;
  }

  public long logonId() {
    return logonId;
  }

  public int windowsSession() {
    return windowsSession;
  }

  /** True when the token was read. */
  public boolean isKnown() {
    return !UNKNOWN_SID.equals(sid);
  }

  /** True when the thread has a token of its own. */
  public boolean isImpersonating() {
    return source == Source.THREAD;
  }

  /** True when both are known and have the same SID. */
  public boolean isSameUser(Identity other) {
    return other != null && isKnown() && sid.equals(other.sid);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Identity)) {
      return false;
    }
    Identity that = (Identity) other;
    return sid.equals(that.sid)
        && source == that.source
        && level == that.level
        && tokenId == that.tokenId
        && logonId == that.logonId
        && windowsSession == that.windowsSession;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return sid + " (" + source.label() + " token)";
  }
}
