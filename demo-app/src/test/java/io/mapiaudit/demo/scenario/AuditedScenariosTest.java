package io.mapiaudit.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.junit.AuditFindings;
import io.mapiaudit.junit.ExpectFinding;
import io.mapiaudit.junit.ImpersonationAudit;
import io.mapiaudit.junit.ImpersonationAudits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's own tests of how it impersonates, written as a user of mapi-audit would. */
@ExtendWith(StandInIdentity.class)
@ImpersonationAudit
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditedScenariosTest {

  @Test
  void workersInTheIdentityOfTheProcess_areClean(AuditFindings findings) throws Exception {
    play("service-account");

    findings.assertNoFindings();
  }

  // The first: shortly after another session of alice's was closed, the error is put down to that.
  @Test
  @Order(1)
  @ExpectFinding("async-notification-in-process-identity")
  @ExpectFinding("registration-lost")
  void notificationsOfAnImpersonatedSession_comeInTheIdentityOfTheProcess() throws Exception {
    play("async-notifications");
  }

  @Test
  void canary_isDetected() throws Exception {
    ImpersonationAudits.assertDetects("identity-not-propagated", () -> play("thread-pool"));
  }

  @Test
  @ImpersonationAudit(
      suppressions =
          "session-crosses-identities:io.mapiaudit.demo.* | is what the scenario shows | demo |"
              + " 2999-12-31")
  void acceptedFindings_failNothing(AuditFindings findings) throws Exception {
    play("wrong-thread-release");

    assertThat(findings.all())
        .filteredOn(finding -> finding.rule().equals("session-crosses-identities"))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.suppressed()).contains("demo"));
  }

  private static void play(String name) throws Exception {
    Stage stage = new Stage(Bridge.JNA, "", new PrintStream(new ByteArrayOutputStream()));
    Scenarios.named(name).get().run(stage);
  }
}
