package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioProcess;
import io.mapiaudit.rules.ScenarioThread;

class NativeWorkerInProcessIdentityTest {

  private static final String RULE = "native-worker-in-process-identity";

  private final Scenario scenario = new Scenario();
  private final ScenarioProcess process = scenario.process();
  private final ScenarioThread worker = scenario.thread("worker");

  @Positive
  void workerOfMapiBesideAnImpersonatedSession_isHighWithThreadModuleAddressAndSession() {
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", SERVICE));
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.thread().osId()).isEqualTo(5001);
    assertThat(finding.thread().javaId()).isZero();
    assertThat(finding.stack().frames()).containsExactly("exmapi32.dll+0x1f40");
    assertThat(finding.actual().identity()).isEqualTo(SERVICE);
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.operation()).isNull();
    assertThat(finding.session().id()).isEqualTo("1");
    assertThat(finding.message())
        .contains("native thread 5001 of exmapi32.dll", "exmapi32.dll+0x1f40 (0x10001f40)")
        .contains("1 impersonated session lives: session 1", ALICE.sid());
  }

  @Positive
  void everyThreadIsCountedOnce_howeverOftenTheSweepComesBy() {
    worker.impersonate(ALICE).logon("Alice");
    scenario.thread("other").impersonate(BOB).logon("Bob");
    process.sweeps(
        process.nativeWorker(5001, "exmapi32.dll", SERVICE),
        process.nativeWorker(5002, "exmapi32.dll", SERVICE));
    process.sweeps();
    process.sweeps().end();
    assertThat(scenario.only(RULE).count()).isEqualTo(2);
    assertThat(scenario.only(RULE).message()).contains("2 impersonated sessions live", BOB.sid());
  }

  @Positive
  void workerThatWasThereBeforeTheSession_isFoundByTheNextSweep() {
    process.sweeps(process.nativeWorker(5001, "rpcrt4.dll", SERVICE));
    assertThat(scenario.findings(RULE)).isEmpty();
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps();
    assertThat(scenario.only(RULE).message()).contains("rpcrt4.dll");
  }

  @Positive
  void workerThatLosesItsToken_isFoundThen() {
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", ALICE));
    assertThat(scenario.findings(RULE)).isEmpty();
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", SERVICE));
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Negative
  void serviceAccount_isRight() {
    worker.logon("Mail");
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", SERVICE));
    assertThat(scenario.findings()).isEmpty();
  }

  @Negative
  void sessionThatHasEnded_isNotEndangered() {
    long session = worker.impersonate(ALICE).logon("Alice");
    worker.logoff(session);
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", SERVICE));
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void threadsOfOtherLibraries_areNotMapis() {
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps(process.nativeThread(5001, "ntdll.dll", SERVICE));
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void threadThatEndedBeforeTheSession_isGone() {
    long thread = process.nativeWorker(5001, "exmapi32.dll", SERVICE);
    process.sweeps(thread);
    process.nativeThreadEnded(thread);
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void whatWasSeenBeforeRecordingWasOff_isForgotten() {
    worker.impersonate(ALICE).logon("Alice");
    process.sweeps(process.nativeWorker(5001, "exmapi32.dll", ALICE));
    process.recording(false).recording(true);
    worker.logon("Alice");
    process.sweeps();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
