package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.atLevel;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity.Level;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class ImpersonationLevelTooLowTest {

  private static final String RULE = "impersonation-level-too-low";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  @Positive
  void callAtIdentificationLevel_isHigh() {
    worker.impersonate(atLevel(ALICE, Level.IDENTIFICATION)).logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.message()).contains("identification level", "MAPILogonEx");
  }

  @Positive
  void callAtAnonymousLevel_isHigh() {
    worker.impersonate(atLevel(ALICE, Level.ANONYMOUS)).initialize();
    assertThat(scenario.only(RULE).message()).contains("anonymous level");
  }

  @Negative
  void callsAtImpersonationAndDelegationLevel_areRight() {
    worker.impersonate(ALICE).logon();
    worker.impersonate(atLevel(ALICE, Level.DELEGATION)).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void lowTokenWithoutMapiCall_harmsNobody() {
    worker.impersonate(atLevel(ALICE, Level.IDENTIFICATION)).revert().logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void processToken_hasNoLevel() {
    worker.logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
