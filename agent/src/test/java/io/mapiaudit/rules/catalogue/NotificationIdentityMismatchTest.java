package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.CAROL;
import static io.mapiaudit.rules.Users.SERVICE;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class NotificationIdentityMismatchTest {

  private static final String RULE = "notification-identity-mismatch";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread mapi = scenario.process().nativeThread("Thread-5");

  private long sinkOfAlice() {
    worker.impersonate(ALICE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    return sink;
  }

  @Positive
  void callbackOfAlicesSessionAsBob_isHigh() {
    long sink = sinkOfAlice();
    mapi.as(BOB).notified(sink);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.actual().identity()).isEqualTo(BOB);
    assertThat(finding.message()).contains(BOB.sid(), ALICE.sid(), SERVICE.sid());
  }

  @Positive
  void callbackOfTheServiceSessionUnderABorrowedToken_isAThirdIdentity() {
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    ScenarioCallInside.dispatch(scenario.thread("pump").as(CAROL), sink);
    assertThat(scenario.only(RULE).actual().identity()).isEqualTo(CAROL);
  }

  @Negative
  void callbackInTheProcessIdentity_isTheOtherRulesCase() {
    mapi.notified(sinkOfAlice());
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callbackAsTheSessionsUser_isRight() {
    mapi.as(ALICE).notified(sinkOfAlice());
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unreadableToken_isNotJudged() {
    mapi.as(UNREADABLE).notified(sinkOfAlice());
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callbackOfASharedSink_fitsOneOfItsSessions() {
    long sink = sinkOfAlice();
    ScenarioThread other = scenario.thread("other").impersonate(BOB);
    other.advise(other.openStore(other.logon("Bob")), sink);
    mapi.as(BOB).notified(sink);
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
