package com.acme.mail;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mapiaudit.junit.AuditFindings;
import io.mapiaudit.junit.ExpectFinding;
import io.mapiaudit.junit.ImpersonationAudit;
import io.mapiaudit.junit.ImpersonationAudits;
import org.junit.jupiter.api.Test;

/** One test passes, one fails, and two provoke what they expect. */
@ImpersonationAudit
class PollingTest {

  @Test
  void serviceAccount_passes() throws Exception {
    Demo.play("service-account");
    ImpersonationAudits.assertNoFindings();
  }

  @Test
  void pool_fails() throws Exception {
    Demo.play("thread-pool");
  }

  @Test
  @ExpectFinding("session-crosses-identities")
  void wrongThread_isExpected() throws Exception {
    Demo.play("wrong-thread-release");
  }

  @Test
  void canary_isDetected() throws Exception {
    ImpersonationAudits.assertDetects("identity-not-propagated", () -> Demo.play("thread-pool"));
  }

  @Test
  void acceptedByALibrary_passes(AuditFindings findings) throws Exception {
    Demo.play("left-behind");
    assertTrue(
        findings.all().stream()
            .anyMatch(
                finding ->
                    finding.rule().equals("impersonation-left-behind")
                        && finding.suppressed().contains("META-INF/mapi-audit/suppressions")));
  }

  @Test
  @ExpectFinding("identity-not-propagated")
  void expectation_isMissed() throws Exception {
    Demo.play("service-account");
  }
}
