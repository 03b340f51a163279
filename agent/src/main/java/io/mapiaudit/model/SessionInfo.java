package io.mapiaudit.model;

import java.util.Objects;

/** A session as its logon made it. */
public final class SessionInfo {

  private final long number;
  private final ThreadInfo thread;
  private final Identity identity;
  private final Bridge bridge;
  private final String profile;
  private final long logonMicros;

  /**
   * A session.
   *
   * @param number within the run, as findings name it
   * @param thread that logged on
   * @param identity who logged on
   * @param profile null or empty for the default one
   * @param logonMicros when the logon began, microseconds since 1970-01-01 UTC
   */
  public SessionInfo(
      long number,
      ThreadInfo thread,
      Identity identity,
      Bridge bridge,
      String profile,
      long logonMicros) {
    this.number = number;
    this.thread = Objects.requireNonNull(thread, "thread");
    this.identity = Objects.requireNonNull(identity, "identity");
    this.bridge = Objects.requireNonNull(bridge, "bridge");
    this.profile = profile;
    this.logonMicros = logonMicros;
  }

  public long number() {
    return number;
  }

  public ThreadInfo thread() {
    return thread;
  }

  public Identity identity() {
    return identity;
  }

  public Bridge bridge() {
    return bridge;
  }

  public String profile() {
    return profile;
  }

  public long logonMicros() {
    return logonMicros;
  }
}
