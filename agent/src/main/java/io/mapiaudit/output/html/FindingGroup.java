package io.mapiaudit.output.html;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one rule found at one place in the code, in every run that has it. */
final class FindingGroup {

  private final int number;
  private final Map<RunRecord, Finding> latest = new LinkedHashMap<>(2);

  FindingGroup(int number) {
    this.number = number;
  }

  /** Number in the order in which places were first found, from 0. */
  int number() {
    return number;
  }

  void put(RunRecord run, Finding finding) {
    latest.put(run, finding);
  }

  boolean has(RunRecord run) {
    return latest.containsKey(run);
  }

  /** The gravest of its findings, of these the first. */
  Finding example() {
    Finding gravest = null;
    for (Finding finding : latest.values()) {
      if (gravest == null || finding.severity().compareTo(gravest.severity()) > 0) {
        gravest = finding;
      }
    }
    return gravest;
  }

  Severity severity() {
    return example().severity();
  }

  /** True when it is suppressed in every run. */
  boolean isSuppressed() {
    return latest.values().stream().allMatch(finding -> finding.suppressed() != null);
  }

  long count() {
    return latest.values().stream().mapToLong(Finding::count).sum();
  }

  long firstMicros() {
    return latest.values().stream().mapToLong(Finding::firstSeenMicros).min().orElse(0);
  }

  long lastMicros() {
    return latest.values().stream().mapToLong(Finding::lastSeenMicros).max().orElse(0);
  }

  Collection<Map.Entry<RunRecord, Finding>> byRun() {
    return latest.entrySet();
  }
}
