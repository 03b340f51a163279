package io.mapiaudit.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs commands. */
final class Processes {

  /** How long a process may take; {@code -Dprocess.timeout=900} for what takes longer. */
  private static final long TIMEOUT_SECONDS = Long.getLong("process.timeout", 180);

  /** How long is waited for a process to say something. */
  private static final long PATIENCE_SECONDS = 60;

  private Processes() {}

  /** Runs a command to its end; output goes through files, which cannot block it. */
  static Jvm.Outcome run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(command, environment, TIMEOUT_SECONDS);
  }

  /** Runs a command to its end that may take so many seconds. */
  static Jvm.Outcome run(List<String> command, Map<String, String> environment, long seconds)
      throws IOException, InterruptedException {
    return run(command, environment, null, seconds);
  }

  /**
   * Runs a command that ends with its standard input, which holds nothing.
   *
   * @param awaited standard input ends when this is in either output, or after a minute; null: it
   *     has ended from the start
   */
  static Jvm.Outcome run(List<String> command, Map<String, String> environment, String awaited)
      throws IOException, InterruptedException {
    return run(command, environment, awaited, TIMEOUT_SECONDS);
  }

  private static Jvm.Outcome run(
      List<String> command, Map<String, String> environment, String awaited, long seconds)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("mapi-audit-it", ".out");
    Path err = Files.createTempFile("mapi-audit-it", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      if (awaited == null) {
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      }
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (awaited != null) {
        awaitAny(process, awaited, out, err);
        process.getOutputStream().close();
      }
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      Jvm.Outcome outcome =
          new Jvm.Outcome(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      if (!ended) {
        throw new AssertionError(
            "still running after " + seconds + " s: " + command + "\n" + outcome);
      }
      return outcome;
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static void awaitAny(Process process, String text, Path... outputs) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      for (Path output : outputs) {
        if (new String(Files.readAllBytes(output), StandardCharsets.UTF_8).contains(text)) {
          return;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
