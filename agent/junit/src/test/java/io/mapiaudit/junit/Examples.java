package io.mapiaudit.junit;

import org.junit.jupiter.api.Test;

/** Test classes that tests run. */
final class Examples {

  private Examples() {}

  @ImpersonationAudit
  static class Audited {
    @Test
    void clean() {}

    @Test
    void high() {
      FakeAgent.raise("bad", "high");
    }

    @Test
    void medium() {
      FakeAgent.raise("bad", "medium");
    }

    @Test
    @ImpersonationAudit(failOn = "low")
    void mediumWhereLowFails() {
      FakeAgent.raise("bad", "medium");
    }

    @Test
    @ImpersonationAudit(failOn = "none")
    void criticalWhereNothingFails() {
      FakeAgent.raise("bad", "critical");
    }

    @Test
    @ImpersonationAudit(suppressions = "bad")
    void accepted() {
      FakeAgent.raise("bad", "critical");
    }

    @Test
    @ExpectFinding("bad")
    void expected() {
      FakeAgent.raise("bad", "critical");
    }

    @Test
    @ExpectFinding("bad")
    @ExpectFinding("worse")
    void oneOfTwoExpected() {
      FakeAgent.raise("bad", "critical");
    }

    @Test
    @ExpectFinding("bad")
    void expectedAndAnother() {
      FakeAgent.raise("bad", "critical");
      FakeAgent.raise("worse", "critical");
    }

    @Test
    @ExpectFinding("bad")
    void failsByItself() {
      throw new IllegalStateException("by itself");
    }

    @Test
    void canary() throws Exception {
      ImpersonationAudits.assertDetects("bad", () -> FakeAgent.raise("bad", "critical"));
    }

    @Test
    void deafCanary() throws Exception {
      FakeAgent.raise("bad", "low");
      ImpersonationAudits.assertDetects("bad", () -> {});
    }

    @Test
    void asksInBetween(AuditFindings findings) {
      findings.assertNoFindings();
      FakeAgent.raise("bad", "low");
      findings.assertNoFindings();
    }
  }

  /** Without an annotation of the class. */
  static class Single {
    @Test
    @ExpectFinding("bad")
    void expected() {
      FakeAgent.raise("bad", "critical");
    }

    @Test
    void unaudited() {}
  }

  /** Without any. */
  static class Plain {
    @Test
    void clean() {}

    @Test
    void high() {
      FakeAgent.raise("bad", "high");
    }
  }

  @ImpersonationAudit(failOn = "hihg")
  static class BadSeverity {
    @Test
    void clean() {}
  }
}
