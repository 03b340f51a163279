package io.mapiaudit.cli;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.LatestFindings;
import io.mapiaudit.output.log.AlertText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the latest state of every finding, and tells of all of them at the end. */
final class FindingSummary {

  private final LatestFindings latest = new LatestFindings();

  void add(Finding finding) {
    latest.add(finding);
  }

  boolean anyMatch(Predicate<Finding> predicate) {
    return latest.all().stream().anyMatch(predicate);
  }

  /** The alerts in the order in which they were raised first, and a line that counts them. */
  String text(int runs) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : latest.all()) {
      if (finding.suppressed() == null) {
        text.append(AlertText.of(finding)).append('\n');
      }
    }
    return text.append(counts(runs)).toString();
  }

  /** The line that counts them. */
  String counts(int runs) {
    List<String> parts = new ArrayList<>();
    List<Severity> severities = Arrays.asList(Severity.values());
    Collections.reverse(severities);
    for (Severity severity : severities) {
      add(parts, severity.label(), f -> f.suppressed() == null && f.severity() == severity);
    }
    add(parts, "suppressed", f -> f.suppressed() != null);
    return count(latest.size(), "finding")
        + " in "
        + count(runs, "run")
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
        + '\n';
  }

  int size() {
    return latest.size();
  }

  private void add(List<String> parts, String label, Predicate<Finding> predicate) {
    long count = latest.count(predicate);
    if (count > 0) {
      parts.add(count + " " + label);
    }
  }

  private static String count(int number, String what) {
    return (number == 0 ? "no" : String.valueOf(number)) + " " + what + (number == 1 ? "" : "s");
  }
}
