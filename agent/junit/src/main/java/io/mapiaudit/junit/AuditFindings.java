package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was found in a test so far, as a parameter of a test method or from {@link
 * ImpersonationAudits}. Each question waits until the agent has judged all that was done before it.
 */
public final class AuditFindings {

  private final Supplier<List<AuditFinding>> source;

  AuditFindings(Supplier<List<AuditFinding>> source) {
    this.source = source;
  }

  /** All, of any severity, accepted ones too. */
  public List<AuditFinding> all() {
    return source.get();
  }

  /** Those of a rule that are not accepted. */
  public List<AuditFinding> of(String rule) {
    List<AuditFinding> found = new ArrayList<>();
    for (AuditFinding finding : all()) {
      if (finding.rule().equals(rule) && finding.suppressed() == null) {
        found.add(finding);
      }
    }
    return found;
  }

  /**
   * Fails when there is a finding of any severity that is not accepted.
   *
   * @throws AssertionError whose message are the findings
   */
  public void assertNoFindings() {
    List<AuditFinding> found = new ArrayList<>();
    for (AuditFinding finding : all()) {
      if (finding.suppressed() == null) {
        found.add(finding);
      }
    }
    if (!found.isEmpty()) {
      throw Failures.of(found);
    }
  }
}
