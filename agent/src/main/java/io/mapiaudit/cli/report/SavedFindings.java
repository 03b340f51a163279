package io.mapiaudit.cli.report;

import io.mapiaudit.cli.CommandFailure;
import io.mapiaudit.cli.ExitCode;
import io.mapiaudit.cli.process.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads findings from files: JSON reports, and {@code findings.jsonl}. */
public final class SavedFindings {

  private SavedFindings() {}

  /**
   * The findings in a file.
   *
   * @throws CommandFailure when it holds none that can be compared
   */
  public static FindingSet read(Path file) {
    FindingSet findings = new FindingSet();
    try {
      if (isReport(file)) {
        report(file, findings);
      } else {
        lines(file, findings);
      }
      return findings;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          file + " is neither a JSON report nor a findings.jsonl: " + e.getMessage(),
          "name a folder of runs, or what report --format json wrote");
    }
  }

  private static boolean isReport(Path file) throws IOException {
    try (BufferedReader reader = reader(file)) {
      String first = reader.readLine();
      // A finding has its rule there.
      return first != null && first.startsWith("{\"schema\":") && first.contains("\"tool\":{");
    }
  }

  private static void report(Path file, FindingSet findings) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Object list = JsonText.object(text).get("findings");
    if (!(list instanceof List)) {
      throw new IllegalArgumentException("it has no findings");
    }
    int number = 0;
    for (Object finding : (List<?>) list) {
      if (!(finding instanceof Map)) {
        throw new IllegalArgumentException("no finding of schema 1");
      }
      // Each is a last state already; process ids may be those of several runs.
      findings.add((Map<?, ?>) finding, String.valueOf(number++));
    }
  }

  private static void lines(Path file, FindingSet findings) throws IOException {
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          Map<String, Object> fields = JsonText.object(line);
          findings.add(fields, process(fields.get("process")));
        }
      }
    }
  }

  /** Files may be put together from several. */
  private static String process(Object process) {
    return process instanceof Map
        ? ((Map<?, ?>) process).get("host") + " " + ((Map<?, ?>) process).get("pid")
        : "";
  }

  /**
   * Adds the findings of a run that goes on; a line that is not whole yet is left for later.
   *
   * @param source tells runs apart
   */
  public static void ofRun(Path file, FindingSet findings, String source) throws IOException {
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        try {
          findings.add(JsonText.object(line), source);
        } catch (IOException | IllegalArgumentException notWhole) {
          // It is there the next time.
        }
      }
    }
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }
}
