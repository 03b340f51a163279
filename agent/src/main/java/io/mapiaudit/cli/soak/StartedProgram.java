package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.CommandFailure;
import io.mapiaudit.cli.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A program that was started for the soak; its runs have a directory of their own. */
public final class StartedProgram implements SoakTarget {

  /** How long a program may take to end when it is asked to. */
  private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(60);

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Process process;
  private final Path dir;
  private final AgentRelease release;
  private boolean ended;

  private StartedProgram(Process process, Path dir, AgentRelease release) {
    this.process = process;
    this.dir = dir;
    this.release = release;
  }

  /**
   * Starts the program; its input and output are this process's.
   *
   * @param dir where its runs go; nothing else is in there
   * @param outputTo gets what it prints, null to leave that to the terminal
   * @param release ends the audit of a process
   * @throws CommandFailure when it cannot be started
   */
  public static StartedProgram start(
      List<String> command, AgentOption agent, Path dir, PrintStream outputTo, AgentRelease release)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder().inheritIO();
    builder.command(agent.applyTo(command, builder.environment()));
    if (outputTo != null) {
      builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_TARGET,
          "the program cannot be started: " + failure.getMessage(),
          "name a program behind -- as this shell would find it");
    }
    if (outputTo != null) {
      pass(process.getInputStream(), outputTo);
    }
    return new StartedProgram(process, dir, release);
  }

  private static void pass(InputStream from, PrintStream to) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try {
                for (int n = from.read(buffer); n > 0; n = from.read(buffer)) {
                  to.write(buffer, 0, n);
                  to.flush();
                }
              } catch (IOException ended) {
                // There is nothing more to pass on.
              }
            },
            "mapi-audit-program-output");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void await(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Path> runs() throws IOException {
    List<Path> runs = new ArrayList<>();
    if (Files.isDirectory(dir)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(dir, Files::isDirectory)) {
        folders.forEach(runs::add);
      }
    }
    Collections.sort(runs);
    return runs;
  }

  @Override
  public List<String> end() throws IOException {
    List<String> said = new ArrayList<>();
    if (!process.isAlive()) {
      return said;
    }
    ended = true;
    if (WINDOWS) {
      // Nobody can ask a program to end there: the audit ends in order, the program does not.
      for (Path run : runs()) {
        release.release(run);
      }
    }
    ProcessTree tree = new ProcessTree(process);
    tree.destroy();
    try {
      if (!tree.awaitEnd(GRACE_MILLIS)) {
        said.add("The program did not end when asked to, and was killed");
        tree.destroyForcibly();
        tree.awaitEnd(GRACE_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return said;
  }

  @Override
  public OptionalInt exitCode() {
    return ended || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }
}
