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
    add(finding, LatestFindings.process(finding.run()));
  }

  /**
   * Adds a finding, in place of an earlier state of it.
   *
   * @param source tells runs apart
   */
  public void add(Finding finding, String source) {
    add(KnownFinding.of(finding), source);
  }

  /**
   * Adds a finding as {@code findings.jsonl} has it, in place of an earlier state of it.
   *
   * @param source tells runs apart
   * @throws IllegalArgumentException when it is none of schema 1
   */
  public void add(Map<?, ?> fields, String source) {
    add(KnownFinding.of(fields), source);
  }

  private void add(KnownFinding finding, String source) {
    latest.put(finding.key() + " " + source, finding);
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
