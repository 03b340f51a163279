package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.asProcess;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class InitializePurgesProfilesTest {

  private static final String RULE = "initialize-purges-profiles";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread events = scenario.process("events").thread("events");
  private final ScenarioThread admin = scenario.process("admin").thread("admin");

  private long logOnAndDelete(ScenarioThread thread) {
    long session = thread.logon("Temp1");
    thread.call(Kind.PROFILE_DELETE, "IProfAdmin", "DeleteProfile").text("Temp1").succeeds();
    return session;
  }

  @Positive
  void otherProcessOfTheSameUserInitialisesUnderImpersonation_isHigh() {
    logOnAndDelete(events);
    admin.impersonate(ALICE).initialize();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.run().pid()).isEqualTo(1001);
    assertThat(finding.message())
        .contains("MAPIInitialize", "\"Temp1\"", "in process 1000", ALICE.sid());
  }

  @Positive
  void anotherThreadOfTheSameProcess_isHigh() {
    logOnAndDelete(events);
    scenario.process("events").thread("worker").impersonate(ALICE).initialize();
    assertThat(scenario.only(RULE).message()).doesNotContain("in process");
  }

  @Negative
  void initialiseWithoutImpersonation_sharesTheMemory() {
    logOnAndDelete(events);
    admin.initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void noProfileMarkedAsDeleted_nothingToPurge() {
    events.logon("Temp1");
    admin.impersonate(ALICE).initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void deletedProfileNoLongerInUse_isRightlyGone() {
    long session = logOnAndDelete(events);
    events.logoff(session);
    admin.impersonate(ALICE).initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void processOfAnotherUser_hasAnotherHive() {
    scenario.process("admin").runningAs(asProcess(BOB));
    logOnAndDelete(events);
    admin.impersonate(ALICE).initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void processOnAnotherHost_hasAnotherRegistry() {
    scenario.process("admin").onHost("mail02");
    logOnAndDelete(events);
    admin.impersonate(ALICE).initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void sessionOfTheSameImpersonatedUser_isCountedInTheSameMemory() {
    events.impersonate(ALICE);
    logOnAndDelete(events);
    admin.impersonate(ALICE).initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void failedInitialise_purgesNothing() {
    logOnAndDelete(events);
    admin.impersonate(ALICE).call(Kind.INITIALIZE, "mapi32", "MAPIInitialize").returns(0x80040605);
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
