package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A test under audit, from before its first set-up method until after its last clean-up method. */
final class RunningTest {

  private static final ThreadLocal<RunningTest> CURRENT = new ThreadLocal<>();

  private final Auditor auditor;
  private final Settings settings;
  private final String id;
  private final Policy policy;
  private final long unanalysed;
  private final RunningTest outer;
  private final Set<String> expected = new LinkedHashSet<>();
  private final Set<String> demanded = new LinkedHashSet<>();

  private RunningTest(Auditor auditor, Settings settings, String id, Policy policy) {
    this.auditor = auditor;
    this.settings = settings;
    this.id = id;
    this.policy = policy;
    this.unanalysed = auditor.unanalysed();
    this.outer = CURRENT.get();
    this.demanded.addAll(policy.expected());
    this.expected.addAll(demanded);
  }

  /** The test begins on this thread. */
  static RunningTest begin(
      Auditor auditor, Settings settings, String id, String parent, Policy policy) {
    auditor.begin(id, parent, /* isTest= */ true);
    RunningTest test = new RunningTest(auditor, settings, id, policy);
    CURRENT.set(test);
    return test;
  }

  /**
   * The test that runs on this thread.
   *
   * @throws IllegalStateException when none does that is audited
   */
  static RunningTest ofThisThread() {
    RunningTest test = CURRENT.get();
    if (test == null) {
      throw new IllegalStateException(
          "mapi-audit: no audited test runs on this thread. Fix: annotate the test with"
              + " @ImpersonationAudit, and ask on the test's own thread");
    }
    return test;
  }

  AuditFindings findings() {
    return new AuditFindings(() -> found(/* take= */ false));
  }

  /** Findings of this rule do not fail the test. */
  void expect(String rule) {
    expected.add(rule);
  }

  /**
   * The test is over.
   *
   * @param failed true when it has failed by itself
   * @throws AssertionError when the audit fails it
   */
  void end(boolean failed) {
    List<AuditFinding> found;
    String gap;
    try {
      gap = auditor.gap(unanalysed);
      found = found(/* take= */ true);
    } finally {
      auditor.end(id);
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
    List<AuditFinding> bad = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(demanded);
    for (AuditFinding finding : found) {
      if (finding.suppressed() == null) {
        missing.remove(finding.rule());
        if (!expected.contains(finding.rule()) && finding.rank() >= policy.failOn()) {
          bad.add(finding);
        }
      }
    }
    if (!bad.isEmpty()) {
      throw Failures.of(bad);
    }
    if (gap != null) {
      throw new AssertionError("mapi-audit: " + gap);
    }
    if (!missing.isEmpty() && !failed) {
      throw Failures.missing(new ArrayList<>(missing), found);
    }
  }

  private List<AuditFinding> found(boolean take) {
    String[] suppressions = policy.suppressions().toArray(new String[0]);
    return auditor.findings(id, suppressions, take, settings);
  }
}
