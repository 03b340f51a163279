package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.SERVICE;
import static io.mapiaudit.rules.Users.inWindowsSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class WindowsSessionSplitTest {

  private static final String RULE = "windows-session-split";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread console = scenario.process("console").thread("main");
  private final ScenarioThread terminal = scenario.process("terminal").thread("main");

  @Positive
  void tokenOfAnotherWindowsSession_isMedium() {
    console.impersonate(inWindowsSession(ALICE, 2)).logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.message()).contains("Windows session 2", "Windows session 0");
  }

  @Positive
  void twoProcessesOfOneUserShareAProfileAcrossWindowsSessions_isMedium() {
    scenario.process("terminal").runningAs(inWindowsSession(SERVICE, 3));
    console.logon("Mail");
    terminal.logon("mail");
    Finding finding = scenario.only(RULE);
    assertThat(finding.run().pid()).isEqualTo(1001);
    assertThat(finding.message()).contains("Windows session 3", "process 1000");
  }

  @Negative
  void sameWindowsSession_sharesTheMemory() {
    console.logon("Mail");
    terminal.logon("Mail");
    console.impersonate(ALICE).logon("Alice");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void differentProfiles_areNotShared() {
    scenario.process("terminal").runningAs(inWindowsSession(SERVICE, 3));
    console.logon("Mail");
    terminal.logon("Other");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void oneAfterTheOther_doNotMeet() {
    scenario.process("terminal").runningAs(inWindowsSession(SERVICE, 3));
    console.logoff(console.logon("Mail"));
    terminal.logon("Mail");
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unknownWindowsSession_isNotJudged() {
    console.impersonate(inWindowsSession(ALICE, -1)).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
