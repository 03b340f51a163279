package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class EndedAbruptlyWhileImpersonatingTest {

  private static final String RULE = "ended-abruptly-while-impersonating";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");

  @Positive
  void recordingThatStopsInAnImpersonatedCall_isCritical() {
    long session = worker.impersonate(ALICE).logon();
    worker.in("com.acme.Job.read").use(session).enter();
    scenario.after(3_600_000_000L).process().tick();
    scenario.finish();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Job.read"));
    assertThat(finding.message())
        .contains("without an orderly end", "not returned", "1 live sessions", "4999");
  }

  @Positive
  void recordingThatStopsSoonAfterOne_isCritical() {
    scenario.after(60_000_000);
    worker.impersonate(ALICE).logon();
    worker.revert();
    scenario.after(5_000_000);
    worker.initialize();
    scenario.finish();
    assertThat(scenario.only(RULE).message()).contains(" 5.0 s after ");
  }

  @Negative
  void orderlyEnd_isRight() {
    worker.impersonate(ALICE).logon();
    scenario.process().end();
    scenario.finish();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void abruptEndWithoutImpersonation_isNotOurs() {
    worker.logon();
    scenario.finish();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void impersonatedCallLongBefore_isNotTheCause() {
    long session = worker.impersonate(ALICE).logon();
    worker.logoff(session).revert();
    scenario.after(60_000_000);
    worker.initialize();
    scenario.finish();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
