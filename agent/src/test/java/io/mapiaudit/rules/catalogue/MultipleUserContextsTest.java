package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static io.mapiaudit.rules.Users.asProcess;
import static io.mapiaudit.rules.Users.onThread;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;
import io.mapiaudit.rules.Users;
import java.util.List;

class MultipleUserContextsTest {

  private static final String RULE = "multiple-user-contexts";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread first = scenario.thread("first");
  private final ScenarioThread second = scenario.thread("second");

  @Positive
  void secondUserWithALiveSession_isHighAndNamesBoth() {
    first.in("com.acme.Login.first").impersonate(ALICE).logon("Alice");
    second.impersonate(BOB).logon("Bob");
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.message())
        .contains(ALICE.sid(), BOB.sid(), "\"first\"", "\"second\"", "2 users");
    assertThat(finding.related()).hasSize(1);
    assertThat(finding.related().get(0).stack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Login.first"));
  }

  @Positive
  void serviceSessionBesideAnImpersonatedOne_areTwoContexts() {
    first.logon("Service");
    second.impersonate(BOB).logon("Bob");
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void furtherSessionOfAUserAlreadyThere_isNoNewContext() {
    first.impersonate(ALICE).logon("Alice");
    second.impersonate(BOB).logon("Bob");
    second.logon("Bob2");
    assertThat(scenario.only(RULE).count()).isEqualTo(1);
  }

  @Negative
  void oneUserAfterTheOther_neverLiveTogether() {
    long session = first.impersonate(ALICE).logon("Alice");
    first.logoff(session).release(session);
    second.impersonate(BOB).logon("Bob");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void lastReleaseWithoutLogoff_endsTheSession() {
    long session = first.impersonate(ALICE).logon("Alice");
    first.releaseCall(session).returns(1);
    first.release(session);
    second.impersonate(BOB).logon("Bob");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void manyThreadsOfOneUser_areOneContext() {
    first.impersonate(ALICE).logon("A");
    second.impersonate(ALICE).logon("B");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void processUserByTwoTokens_isOneContext() {
    scenario.process().runningAs(asProcess(ALICE));
    first.logon("A");
    second.impersonate(onThread(ALICE)).logon("B");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void failedLogon_isNoContext() {
    first.impersonate(ALICE).logon("Alice");
    second.impersonate(BOB).logonCall("Bob").returns(0x80040111);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unreadableToken_isNoContext() {
    first.impersonate(ALICE).logon("Alice");
    second.as(UNREADABLE).logon("Bob");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Positive
  void manyContexts_areNamedUpToEightAndThenCounted() {
    for (int i = 1; i <= 9; i++) {
      ScenarioThread thread = scenario.thread("t" + i).in("com.acme.Login.user" + i);
      thread.impersonate(Users.withSid(ALICE, "S-1-5-21-" + i)).logon("P" + i);
    }
    List<Finding> findings = scenario.findings(RULE);
    assertThat(findings.get(6).message())
        .contains("8 users", "S-1-5-21-8. Before")
        .doesNotContain("more");
    assertThat(findings.get(7).message())
        .contains("9 users", "S-1-5-21-8, and 1 more.")
        .doesNotContain("S-1-5-21-9,");
  }
}
