package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
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

class ImpersonatedLogonTest {

  private static final String RULE = "impersonated-logon";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  @Positive
  void logonUnderAlicesToken_isMedium() {
    worker.in("com.acme.Token.take").impersonate(ALICE).in("com.acme.Login.open").logon("Mail");
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.message()).contains("MAPILogonEx (result 0x00000000)", "\"Mail\"");
    assertThat(finding.session().id()).isEqualTo("1");
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Token.take"));
    assertThat(finding.help())
        .isEqualTo("Sources 000, 001, 004; mapi-audit explain impersonated-logon");
  }

  @Positive
  void failedLogon_isReportedWithItsResult() {
    worker.impersonate(ALICE).logonCall("Mail").returns(0x80040111);
    Finding finding = scenario.only(RULE);
    assertThat(finding.operation().result()).isEqualTo("0x80040111");
    assertThat(finding.session()).isNull();
  }

  @Positive
  void logonDuringWhichTheProcessWasKilled_isReportedAtTheEnd() {
    worker.impersonate(ALICE).logonCall("Mail").enter();
    scenario.finish();
    assertThat(scenario.only(RULE).message()).contains("not returned");
  }

  @Negative
  void logonAsTheProcess_isRight() {
    worker.logon();
    scenario.process().end();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void logonAfterRevert_isRight() {
    worker.impersonate(ALICE).revert().logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void tokenOfTheProcessUserItself_isTheSameIdentity() {
    scenario.process().runningAs(asProcess(ALICE));
    worker.impersonate(onThread(ALICE)).logon();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void unreadableToken_isNotJudged() {
    worker.as(UNREADABLE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
