package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;

/** Assertions about the test that runs on the calling thread. */
public final class ImpersonationAudits {

  private ImpersonationAudits() {}

  /** Something a test does. */
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** What was found in this test so far. */
  public static AuditFindings findings() {
    return RunningTest.ofThisThread().findings();
  }

  /**
   * Fails when there is a finding so far, of any severity, that is not accepted.
   *
   * @throws AssertionError whose message are the findings
   */
  public static void assertNoFindings() {
    findings().assertNoFindings();
  }

  /**
   * The canary: does something that is wrong on purpose, and fails when the agent does not find it.
   * What is found of this rule does not fail the test.
   *
   * @return the findings of the rule
   * @throws AssertionError when there is none
   */
  public static List<AuditFinding> assertDetects(String rule, Action wrong) throws Exception {
    RunningTest test = RunningTest.ofThisThread();
    long before = count(test.findings().of(rule));
    test.expect(rule);
    wrong.run();
    List<AuditFinding> found = test.findings().of(rule);
    if (count(found) == before) {
      List<String> rules = new ArrayList<>();
      rules.add(rule);
      throw Failures.missing(rules, test.findings().all());
    }
    return found;
  }

  private static long count(List<AuditFinding> findings) {
    return findings.stream().mapToLong(AuditFinding::count).sum();
  }
}
