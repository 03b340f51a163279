package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioCall;
import io.mapiaudit.rules.ScenarioThread;

class IdentityNotPropagatedTest {

  private static final String RULE = "identity-not-propagated";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread main = scenario.thread("main");
  private final ScenarioThread pool = scenario.thread("pool-1");

  @Positive
  void threadStartedUnderImpersonation_callsMapiAsTheProcess() {
    main.impersonate(ALICE).in("com.acme.Main.spawn").starts(pool);
    pool.in("com.acme.Job.run").logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.actual().identity()).isEqualTo(SERVICE);
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Main.spawn"));
    assertThat(finding.threadCreator()).isEqualTo("main");
    assertThat(finding.message()).contains("\"main\" started this thread", ALICE.sid());
  }

  @Positive
  void taskSubmittedUnderImpersonation_callsMapiAsTheProcess() {
    long task = main.impersonate(ALICE).in("com.acme.Main.submit").submits();
    pool.begins(task).logon();
    assertThat(scenario.only(RULE).originStack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Main.submit"));
  }

  @Positive
  void useOfTheSessionHandedOver_isACrossingTooAndNamesItsCause() {
    main.impersonate(ALICE);
    long store = main.openStore(main.logon());
    pool.begins(main.submits()).use(store).succeeds();
    assertThat(scenario.only(RULE).session().id()).isEqualTo("1");
    assertThat(scenario.only("session-crosses-identities").message())
        .contains("see identity-not-propagated");
  }

  @Positive
  void periodicTask_isSeenInEveryRun() {
    long task = main.impersonate(ALICE).submits();
    pool.begins(task).initialize().ends(task);
    pool.begins(task).logon();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void taskThatLostItsIdentity_handsTheLossOn() {
    ScenarioThread second = scenario.thread("pool-2");
    long outer = main.impersonate(ALICE).in("com.acme.Main.submit").submits();
    second.begins(pool.begins(outer).submits()).logon();
    Finding finding = scenario.only(RULE);
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Main.submit"));
    assertThat(finding.message()).contains("\"main\" submitted the task that this work comes from");
  }

  @Positive
  void taskThatLostItsIdentity_startsAThread() {
    ScenarioThread started = scenario.thread("worker");
    pool.begins(main.impersonate(ALICE).submits()).starts(started);
    started.logon();
    assertThat(scenario.only(RULE).expected().identity()).isEqualTo(ALICE);
  }

  @Negative
  void taskThatRevertedItself_handsOnItsOwnWork() {
    ScenarioThread second = scenario.thread("pool-2");
    long outer = main.impersonate(ALICE).submits();
    second.begins(pool.begins(outer).impersonate(ALICE).revert().submits()).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void laterTaskOfThePool_handsOnItsOwnWork() {
    ScenarioThread second = scenario.thread("pool-2");
    long outer = main.impersonate(ALICE).submits();
    second.begins(pool.begins(outer).ends(outer).submits()).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void taskThatImpersonatesItself_isRight() {
    pool.begins(main.impersonate(ALICE).submits()).impersonate(ALICE).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callAfterTheTasksOwnRevert_isMeantAsTheProcess() {
    pool.begins(main.impersonate(ALICE).submits()).impersonate(ALICE).revert().logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void taskSubmittedAsTheProcess_isRightEvenOnAThreadStartedUnderImpersonation() {
    main.impersonate(ALICE).starts(pool);
    long task = main.revert().submits();
    pool.begins(task).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void laterUntrackedTaskOfAPoolThread_isNotTheStartersWork() {
    main.impersonate(ALICE).starts(pool);
    long task = main.revert().submits();
    pool.begins(task).ends(task).logon();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void joiningTheSubsystem_isDoneForTheProcess() {
    main.impersonate(ALICE).starts(pool);
    pool.initialize();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callInsideACallback_isTheNotificationsMatter() {
    main.impersonate(ALICE);
    long store = main.openStore(main.logon());
    main.starts(pool);
    ScenarioCall callback = pool.notification(0, 0, 0).enter();
    pool.use(store).succeeds();
    callback.succeeds();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
