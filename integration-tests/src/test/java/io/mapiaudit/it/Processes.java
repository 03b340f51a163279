package io.mapiaudit.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands. */
final class Processes {

  /** How long a process may take; {@code -Dprocess.timeout=900} for what takes longer. */
  private static final long TIMEOUT_SECONDS = Long.getLong("process.timeout", 180);

  private Processes() {}

  /** Runs a command to its end; output goes through files, which cannot block it. */
  static Jvm.Outcome run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(command, environment, TIMEOUT_SECONDS);
  }

  /** Runs a command to its end that may take so many seconds. */
  static Jvm.Outcome run(List<String> command, Map<String, String> environment, long seconds)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("mapi-audit-it", ".out");
    Path err = Files.createTempFile("mapi-audit-it", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
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
}
