package io.mapiaudit.instrument;

/** Something that goes on in the JVM and that the agent cannot see. */
public final class BlindSpot {

  static final String RESTART = "start the JVM with -javaagent";

  private final String what;
  private final String reason;
  private final String cure;

  BlindSpot(String what, String reason, String cure) {
    this.what = what;
    this.reason = reason;
    this.cure = cure;
  }

  /** What is not seen, naming the class or method. */
  public String what() {
    return what;
  }

  /** Why not. */
  public String reason() {
    return reason;
  }

  /** What to do to have it seen. */
  public String cure() {
    return cure;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlindSpot
        && what.equals(((BlindSpot) other).what)
        && reason.equals(((BlindSpot) other).reason);
  }

  @Override
  public int hashCode() {
    return 31 * what.hashCode() + reason.hashCode();
  }

  @Override
  public String toString() {
    return what + ": " + reason;
  }
}
