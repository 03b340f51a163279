package io.mapiaudit.cli;

import io.mapiaudit.config.AgentArguments;
import io.mapiaudit.model.Suppressions;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The agent's settings for a soak: those that were given, and those a soak needs. */
final class SoakSettings {

  private static final long LONGEST_INTERVAL = 60;

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("'soak-'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<String, String> given;
  private final Duration every;

  /**
   * Settings.
   *
   * @param given with {@code --set}
   * @param every time between two summaries
   * @throws CommandFailure when a soak cannot do with them
   */
  SoakSettings(Map<String, String> given, Duration every) {
    this.given = given;
    this.every = every;
    if (!given.getOrDefault("findings.format", "native").equals("native")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "soak reads findings in the native format only",
          "leave --set findings.format out");
    }
  }

  /** Where the runs of a program that is started go: a directory of their own. */
  Path directory(Instant start) {
    return Paths.get(given.getOrDefault("dir", "mapi-audit"))
        .toAbsolutePath()
        .normalize()
        .resolve(START.format(start));
  }

  /** As the agent takes them, for a program that is started. */
  String arguments(Path directory) {
    Map<String, String> all = common();
    all.put("dir", directory.toString());
    // Several JVMs may come and go in a soak, and each is part of it.
    all.putIfAbsent("runs.keep", "0");
    return AgentArguments.format(all);
  }

  /** As the agent takes them, for a program that runs. */
  String arguments() {
    return AgentArguments.format(common());
  }

  private Map<String, String> common() {
    Map<String, String> all = new LinkedHashMap<>(given);
    all.putIfAbsent("samples.interval", interval() + " s");
    all.putIfAbsent("findings.format", "native");
    return all;
  }

  /** Several samples a summary, so that the trend shows more than the summaries do. */
  private long interval() {
    return Math.max(1, Math.min(LONGEST_INTERVAL, every.toMillis() / 10_000));
  }

  /** The suppressions that were given. */
  Suppressions suppressions() {
    String file = given.get("suppressions");
    return GivenSuppressions.read(file == null || file.equals("none") ? null : Paths.get(file));
  }
}
