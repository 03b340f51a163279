package io.mapiaudit.cli;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.log.AlertText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Keeps the latest state of every finding, and tells of all of them at the end. */
final class FindingSummary {

  private final Map<String, Finding> latest = new LinkedHashMap<>();

  void add(Finding finding) {
    RunInfo run = finding.run();
    String process = run == null ? "" : run.host() + " " + run.pid() + " " + run.startMicros();
    latest.put(finding.rule() + " " + finding.fingerprint() + " " + process, finding);
  }

  boolean anyMatch(Predicate<Finding> predicate) {
    return latest.values().stream().anyMatch(predicate);
  }

  /** The alerts in the order in which they were raised first, and a line that counts them. */
  String text(int runs) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : latest.values()) {
      if (finding.suppressed() == null) {
        text.append(AlertText.of(finding)).append('\n');
      }
    }
    List<String> parts = new ArrayList<>();
    List<Severity> severities = Arrays.asList(Severity.values());
    Collections.reverse(severities);
    for (Severity severity : severities) {
      add(parts, severity.label(), f -> f.suppressed() == null && f.severity() == severity);
    }
    add(parts, "suppressed", f -> f.suppressed() != null);
    return text.append(count(latest.size(), "finding"))
        .append(" in ")
        .append(count(runs, "run"))
        .append(parts.isEmpty() ? "" : ": " + String.join(", ", parts))
        .append('\n')
        .toString();
  }

  private void add(List<String> parts, String label, Predicate<Finding> predicate) {
    long count = latest.values().stream().filter(predicate).count();
    if (count > 0) {
      parts.add(count + " " + label);
    }
  }

  private static String count(int number, String what) {
    return (number == 0 ? "no" : String.valueOf(number)) + " " + what + (number == 1 ? "" : "s");
  }
}
