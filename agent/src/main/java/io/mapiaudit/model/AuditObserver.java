package io.mapiaudit.model;

import java.util.function.Supplier;

/**
 * Is told what the rules learn from events besides findings, by the thread that feeds them. What it
 * does must be cheap, and it throws nothing.
 */
public interface AuditObserver {

  /** Takes no notice. */
  AuditObserver NONE = new AuditObserver() {};

  /** A call or notification came back after so many microseconds. */
  default void returned(Kind kind, long micros) {}

  /** A notification begins. */
  default void notified(NotificationMatch match) {}

  /**
   * A session began.
   *
   * @param identities how many users have live sessions now
   */
  default void sessionOpened(Identity user, int identities) {}

  /**
   * A session ended.
   *
   * @param identities how many users have live sessions now
   */
  default void sessionClosed(Identity user, int identities) {}

  /** A session began; follows {@link #sessionOpened}. */
  default void sessionBegan(SessionInfo session) {}

  /**
   * A session ended; follows {@link #sessionClosed}.
   *
   * @param number within its run
   * @param calls that named it or an object of it
   * @param notifications that were certainly its own
   * @param seen false when recording was switched off meanwhile, so that nobody knows its end
   */
  default void sessionEnded(
      long number, long calls, long notifications, boolean seen, long micros) {}

  /** A rule found something, for the first time or again. */
  default void raised(String fingerprint, String rule, Severity severity) {}

  /**
   * A rule found something, for the first time or again.
   *
   * @param variant grows where a later text of the same finding tells more
   * @param fresh writes the finding of this one time, with a count of 1; costs something
   */
  default void occurred(int variant, Supplier<Finding> fresh) {}
}
