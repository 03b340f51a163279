package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioCall;
import io.mapiaudit.rules.ScenarioThread;

class ProfileDeletedInUseTest {

  private static final String RULE = "profile-deleted-in-use";
  private static final int CALL_FAILED = 0x80004005;

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  private static ScenarioCall delete(ScenarioThread thread, String profile) {
    return thread.call(Kind.PROFILE_DELETE, "IProfAdmin", "DeleteProfile").text(profile);
  }

  @Positive
  void deletionRightAfterLogon_isHigh() {
    worker.logon("Temp1");
    delete(worker.in("com.acme.Temp.delete"), "TEMP1").succeeds();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Temp.delete"));
    assertThat(finding.message()).contains("DeleteProfile", "session 1", "only marks");
  }

  @Positive
  void laterCallFailed_escalatesTheSameFindingToCriticalAtOnce() {
    long session = worker.logon("Temp1");
    delete(worker.in("com.acme.Temp.delete"), "Temp1").succeeds();
    String fingerprint = scenario.only(RULE).fingerprint();
    worker.in("com.acme.Job.open").use(session).returns(CALL_FAILED);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.fingerprint()).isEqualTo(fingerprint);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Temp.delete"));
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Job.open"));
    assertThat(finding.operation().result()).isEqualTo("0x80004005");
  }

  @Positive
  void deletionByAnotherUserOfTheSameHive_isLikelyGoneAtOnce() {
    worker.logon("Temp1");
    ScenarioThread other = scenario.process("other").thread("other").impersonate(ALICE);
    delete(other, "Temp1").succeeds();
    assertThat(scenario.only(RULE).message()).contains("gone at once", "in process 1000");
  }

  @Negative
  void deletionAfterTheLastSession_isRight() {
    long session = worker.logon("Temp1");
    worker.logoff(session).release(session);
    delete(worker, "Temp1").succeeds();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void deletionOfAnotherProfile_isRight() {
    worker.logon("Mail");
    delete(worker, "Temp1").succeeds();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void refusedDeletion_deletesNothing() {
    long session = worker.logon("Temp1");
    delete(worker, "Temp1").returns(0x80070005);
    worker.use(session).returns(CALL_FAILED);
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void otherErrorAfterTheDeletion_doesNotEscalate() {
    long session = worker.logon("Temp1");
    delete(worker, "Temp1").succeeds();
    worker.use(session).returns(0x8004010F);
    assertThat(scenario.only(RULE).severity()).isEqualTo(Severity.HIGH);
  }

  @Positive
  void escalation_saysHowLongAgoTheProfileWasDeleted() {
    long session = worker.logon("Temp1");
    delete(worker, "Temp1").succeeds();
    scenario.after(12_000_000);
    worker.use(session).returns(CALL_FAILED);
    assertThat(scenario.only(RULE).message()).contains(", 12.0 s after IProfAdmin::DeleteProfile");
  }
}
