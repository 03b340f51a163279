package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.model.event.EnvironmentObserved.ABSENT;
import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;
import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class TransportOfProcessUserTest {

  private static final String RULE = "transport-of-process-user";
  private static final String PROCESS_VALUE = MAPI_HTTP_DISABLED + SERVICE.sid();
  private static final String ALICE_VALUE = MAPI_HTTP_DISABLED + ALICE.sid();

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  @Positive
  void disabledForTheImpersonatedUserOnly_isLow() {
    scenario.process().observed(PROCESS_VALUE, ABSENT).observed(ALICE_VALUE, "1");
    worker.impersonate(ALICE).logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.message()).contains("is absent", "and 1 for", "may use");
  }

  @Positive
  void factsThatArriveAfterTheLogon_areJudgedOnce() {
    worker.impersonate(ALICE).logon();
    scenario.process().observed(PROCESS_VALUE, "1").observed(ALICE_VALUE, "0");
    scenario.process().observed("module/mapi32.dll", "6.5.8353.0");
    assertThat(scenario.only(RULE).count()).isEqualTo(1);
    assertThat(scenario.only(RULE).message()).contains("does not use");
  }

  @Positive
  void processHiveThatIsReadLast_concernsTheSessionsOfAllUsers() {
    worker.impersonate(ALICE).logon();
    scenario.process().observed(ALICE_VALUE, "0").observed(PROCESS_VALUE, "1");
    assertThat(scenario.only(RULE).count()).isEqualTo(1);
  }

  @Negative
  void sameValueInBothHives_isRight() {
    scenario.process().observed(PROCESS_VALUE, "1").observed(ALICE_VALUE, "1");
    worker.impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void zeroAndAbsent_meanTheSame() {
    scenario.process().observed(PROCESS_VALUE, "0").observed(ALICE_VALUE, ABSENT);
    worker.impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unobservedHive_isNotJudged() {
    scenario.process().observed(PROCESS_VALUE, "1");
    worker.impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void userWhoDoesNotLogOn_doesNotMatter() {
    scenario.process().observed(PROCESS_VALUE, "1").observed(ALICE_VALUE, "0");
    worker.logon();
    assertThat(scenario.rules()).isEmpty();
  }
}
