package io.mapiaudit.cli;

/** How a command ended; the numbers are a contract. */
public enum ExitCode {
  OK(0),
  /** Findings at or above {@code --fail-on}. */
  FINDINGS(1),
  /** The command line cannot be understood. */
  USAGE(2),
  /** No such process. */
  NO_SUCH_TARGET(3),
  /** Access denied, or a process of another user. */
  ACCESS_DENIED(4),
  /** This Java and the target are not both 32-bit or both 64-bit. */
  BITNESS_MISMATCH(5),
  /** The target does not allow attaching, or is a JVM that cannot be audited. */
  ATTACH_UNSUPPORTED(6),
  /** The agent was loaded but its self-test failed. */
  SELF_TEST_FAILED(7),
  /** Another version of the agent is there already. */
  OTHER_VERSION_ATTACHED(8),
  /** Detached, but not everything could be restored. */
  DETACH_INCOMPLETE(9),
  /** A file that cannot be read or is damaged; also an error nobody foresaw. */
  BAD_INPUT(10);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The exit code of the process. */
  public int code() {
    return code;
  }
}
