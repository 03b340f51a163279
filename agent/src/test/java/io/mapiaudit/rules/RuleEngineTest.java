package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  private static List<Long> counts(Scenario scenario, String rule) {
    List<Long> counts = new ArrayList<>();
    for (Finding finding : scenario.emitted()) {
      if (finding.rule().equals(rule)) {
        counts.add(finding.count());
      }
    }
    return counts;
  }

  @Test
  void finding_isPassedOnWhenFirstRaisedAtPowersOfTenAndAtTheEnd() {
    worker.impersonate(ALICE);
    for (int i = 0; i < 123; i++) {
      long session = worker.logon();
      worker.logoff(session).release(session);
    }
    scenario.process().end();
    assertThat(counts(scenario, "impersonated-logon")).containsExactly(1L, 10L, 100L, 123L);
    Finding last = scenario.only("impersonated-logon");
    assertThat(last.firstSeenMicros()).isLessThan(last.lastSeenMicros());
    assertThat(last.lastSeenMicros()).isLessThan(scenario.now());
  }

  @Test
  void finish_concludesOnlyRunsThatHaveNotEnded() {
    worker.impersonate(ALICE).logon();
    scenario.process().end();
    int emitted = scenario.emitted().size();
    scenario.finish().finish();
    assertThat(scenario.emitted()).hasSize(emitted);
  }

  @Test
  void sameDefectInTwoProcesses_isCountedInEach() {
    worker.impersonate(ALICE).logon();
    scenario.process("other").thread("worker").impersonate(ALICE).logon();
    assertThat(counts(scenario, "impersonated-logon")).containsExactly(1L, 1L);
    assertThat(scenario.emitted().get(0).fingerprint())
        .isEqualTo(scenario.emitted().get(1).fingerprint());
  }

  @Test
  void everyThreadAsTheSameUser_givesNothingAboveMedium() {
    ScenarioThread second = scenario.thread("second").impersonate(ALICE);
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    long other = second.openStore(second.logon("Second"));
    second.use(store).returns(0x80040115);
    worker.release(other);
    second.release(store);
    worker.revert();
    second.revert();
    scenario.process().end();
    assertThat(scenario.rules()).contains("impersonated-logon", "notifications-not-disabled");
    assertThat(scenario.findings()).allMatch(f -> f.severity().compareTo(Severity.MEDIUM) <= 0);
  }

  @Test
  void everyThreadAsTheSameUserButNotifiedAsTheProcess_isCritical() {
    worker.impersonate(ALICE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    scenario.process().nativeThread("Thread-9").notified(sink);
    assertThat(scenario.findings()).anyMatch(f -> f.severity() == Severity.CRITICAL);
  }

  @Test
  void stackNotRecordedAgain_isTheOneRemembered() {
    worker.in("com.acme.Login.open").impersonate(ALICE);
    long first = worker.logon();
    worker.withoutStacks().logoff(first);
    worker.logon();
    scenario.process().end();
    Finding finding = scenario.only("impersonated-logon");
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.logonStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Login.open"));
  }

  @Test
  void noStackAtAll_isStillAFinding() {
    worker.withoutStacks().impersonate(ALICE).logon();
    assertThat(scenario.only("impersonated-logon").stack()).isEqualTo(Stack.EMPTY);
    assertThat(scenario.only("impersonated-logon").fingerprint()).hasSize(16);
  }

  @Test
  void accountNamedLater_isInTheLastWordOnAFinding() {
    worker.impersonate(ALICE);
    ScenarioThread other = scenario.thread("other");
    other.release(worker.openStore(worker.logon()));
    scenario.process().named(ALICE, "ACME\\alice").named(Users.SERVICE, "NT AUTHORITY\\SYSTEM");
    scenario.process().end();
    Finding finding = scenario.only("session-crosses-identities");
    assertThat(finding.session().identity().account()).isEqualTo("ACME\\alice");
    assertThat(finding.processIdentity().account()).isEqualTo("NT AUTHORITY\\SYSTEM");
    assertThat(finding.message())
        .contains("opened as ACME\\alice (" + ALICE.sid() + ") by")
        .contains("acted as NT AUTHORITY\\SYSTEM (S-1-5-18)");
  }

  @Test
  void accountsOfRelatedThreads_areNamedToo() {
    worker.impersonate(ALICE).logon("A");
    scenario.thread("other").impersonate(BOB).logon("B");
    scenario.process().named(ALICE, "ACME\\alice").end();
    Finding finding = scenario.only("multiple-user-contexts");
    assertThat(finding.related().get(0).identity().account()).isEqualTo("ACME\\alice");
    assertThat(finding.message()).contains("ACME\\alice (" + ALICE.sid() + "), " + BOB.sid());
  }

  @Test
  void sidThatBeginsAnother_isNotRenamedInside() {
    worker.impersonate(ALICE).logon("A");
    scenario.thread("other").impersonate(Users.withSid(BOB, ALICE.sid() + "7")).logon("B");
    scenario.process().named(ALICE, "ACME\\alice").end();
    assertThat(scenario.only("multiple-user-contexts").message())
        .contains("ACME\\alice (" + ALICE.sid() + ")", " " + ALICE.sid() + "7")
        .doesNotContain("alice (" + ALICE.sid() + ")7");
  }

  @Test
  void newSegmentsHeader_changesNothing() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    scenario.process().newSegment();
    scenario.thread("other").release(store);
    assertThat(scenario.findings("session-crosses-identities")).hasSize(1);
  }

  @Test
  void journalWithoutItsBeginning_isReadWithoutAccusingAnyone() {
    worker.use(0x1234).succeeds();
    worker.notified(0x77);
    worker.release(0x1234).ends(5);
    scenario.process().end();
    assertThat(scenario.findings()).isEmpty();
  }

  @Test
  void sharedCallbackObject_isToldApartByContext() {
    worker.impersonate(ALICE);
    worker.advise(worker.openStore(worker.logon("A")), worker.newSink(77, 0x1));
    ScenarioThread service = scenario.thread("service");
    service.advise(service.openStore(service.logon("S")), service.newSink(77, 0x2));
    ScenarioThread mapi = scenario.process().nativeThread("mapi");
    mapi.notification(0, 0x2, 77).succeeds();
    assertThat(scenario.findings("async-notification-in-process-identity")).isEmpty();
    mapi.notification(0, 0x1, 77).succeeds();
    assertThat(scenario.findings("async-notification-in-process-identity")).hasSize(1);
  }
}
