package io.mapiaudit.cli;

/** A command cannot do its work; carries what users read and the exit code. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String fix;

  /**
   * A failure.
   *
   * @param wrong what is wrong, naming the file or argument, without a full stop
   * @param fix what to do about it, without a full stop
   */
  public CommandFailure(ExitCode exitCode, String wrong, String fix) {
    super(wrong);
    this.exitCode = exitCode;
    this.fix = fix;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String fix() {
    return fix;
  }
}
