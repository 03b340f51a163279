package io.mapiaudit.cli.report;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.LatestFindings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The findings of one or several runs, in their latest state, ready to be compared. */
public final class FindingSet {

  private final Map<String, KnownFinding> latest = new LinkedHashMap<>();

  /** Adds a finding, in place of an earlier state of it. */
  public void add(Finding finding) {
    add(KnownFinding.of(finding), LatestFindings.process(finding.run()));
  }

  /**
   * Adds a finding as {@code findings.jsonl} has it, in place of an earlier state of it.
   *
   * @throws IllegalArgumentException when it is none of schema 1
   */
  public void add(Map<?, ?> fields) {
    Object process = fields.get("process");
    String name =
        process instanceof Map
            ? ((Map<?, ?>) process).get("host") + " " + ((Map<?, ?>) process).get("pid")
            : "";
    add(KnownFinding.of(fields), name);
  }

  private void add(KnownFinding finding, String process) {
    latest.put(finding.key() + " " + process, finding);
  }

  /** Each defect once, however many processes had it, in the order of first sight. */
  public Map<String, KnownFinding> defects() {
    Map<String, KnownFinding> defects = new LinkedHashMap<>();
    for (KnownFinding finding : latest.values()) {
      defects.merge(finding.key(), finding, KnownFinding::and);
    }
    return defects;
  }

  /** Findings, those of different processes counted apart. */
  public Collection<KnownFinding> all() {
    return latest.values();
  }
}
