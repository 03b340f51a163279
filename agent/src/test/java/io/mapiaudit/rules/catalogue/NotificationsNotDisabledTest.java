package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class NotificationsNotDisabledTest {

  private static final String RULE = "notifications-not-disabled";
  private static final int ADMIN_PRIVILEGE = 0x1;
  private static final int NO_NOTIFICATIONS = 0x20;

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  private void setFlags(String profile, int flags) {
    long admin = worker.open(0, ScenarioThread.LIBRARY, "MAPIAdminProfiles", "IProfAdmin");
    long services =
        worker
            .openCall(admin, "IProfAdmin", "AdminServices", "IMsgServiceAdmin")
            .text(profile)
            .creates();
    long section = worker.open(services, "IMsgServiceAdmin", "OpenProfileSection", "IProfSect");
    worker.call(Kind.PROFILE_FLAGS, "IProfSect", "SetProps").on(section).argument(flags).succeeds();
  }

  @Positive
  void impersonatedSessionWithoutTheFlag_isMediumAtItsEnd() {
    long session = worker.impersonate(ALICE).logon("Mail");
    assertThat(scenario.findings(RULE)).isEmpty();
    worker.logoff(session);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.message())
        .contains("\"Mail\"", ALICE.sid(), SERVICE.sid(), "not seen to call Advise");
  }

  @Positive
  void firstAdvise_decidesAtOnceAndSaysThatTheFlagIsNoRemedy() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    worker.advise(store, worker.newSink(77, 0));
    assertThat(scenario.only(RULE).message()).contains("the flag is no remedy");
  }

  @Positive
  void adviseInALaterSession_changesWhatTheFindingSays() {
    worker.impersonate(ALICE);
    worker.logoff(worker.logon());
    long store = worker.openStore(worker.logon());
    worker.advise(store, worker.newSink(77, 0));
    scenario.process().end();
    Finding finding = scenario.only(RULE);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.message()).contains("the flag is no remedy");
  }

  @Positive
  void killedProcess_isJudgedAtTheEndOfInput() {
    worker.impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
    scenario.finish();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void otherFlagOrOtherProfile_isNotTheFlag() {
    setFlags("Mail", ADMIN_PRIVILEGE);
    setFlags("Other", NO_NOTIFICATIONS);
    worker.impersonate(ALICE).logon("Mail");
    scenario.process().end();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void flagTakenBack_countsAsUnset() {
    setFlags("Mail", NO_NOTIFICATIONS);
    setFlags("Mail", 0);
    worker.impersonate(ALICE).logon("Mail");
    scenario.process().end();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Negative
  void flagSetThroughProfileAdministration_isRight() {
    setFlags("MAIL", NO_NOTIFICATIONS | ADMIN_PRIVILEGE);
    worker.impersonate(ALICE).logon("Mail");
    scenario.process().end();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void flagSetThroughTheSessionAfterLogon_isRight() {
    long session = worker.impersonate(ALICE).logon("Mail");
    long section = worker.open(session, "IMAPISession", "OpenProfileSection", "IProfSect");
    worker
        .call(Kind.PROFILE_FLAGS, "IProfSect", "SetProps")
        .on(section)
        .argument(NO_NOTIFICATIONS)
        .succeeds();
    worker.openStore(session);
    scenario.process().end();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void flagInASectionOfUnknownProfile_mayBeThisOne() {
    worker.call(Kind.PROFILE_FLAGS, "IProfSect", "SetProps").argument(NO_NOTIFICATIONS).succeeds();
    worker.impersonate(ALICE).logon("Mail");
    scenario.process().end();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void sessionOfTheProcessUser_needsNoFlag() {
    long store = worker.openStore(worker.logon());
    worker.advise(store, worker.newSink(77, 0));
    scenario.process().end();
    assertThat(scenario.rules()).isEmpty();
  }
}
