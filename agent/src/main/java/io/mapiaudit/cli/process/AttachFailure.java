package io.mapiaudit.cli.process;

/** A JVM cannot be talked to; carries what users read. */
public final class AttachFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    NO_SUCH_PROCESS,
    OTHER_USER,
    BITNESS,
    UNSUPPORTED,
    TOO_LONG
  }

  private final Reason reason;
  private final String fix;

  AttachFailure(Reason reason, String wrong, String fix) {
    super(wrong);
    this.reason = reason;
    this.fix = fix;
  }

  public Reason reason() {
    return reason;
  }

  /** What to do about it, without a full stop. */
  public String fix() {
    return fix;
  }
}
