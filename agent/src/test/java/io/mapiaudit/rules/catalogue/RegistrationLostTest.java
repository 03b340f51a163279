package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioThread;

class RegistrationLostTest {

  private static final String RULE = "registration-lost";
  private static final int NETWORK_ERROR = 0x80040115;
  private static final String MODULE = EnvironmentObserved.MODULE_VERSION + "exmapi32.dll";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread mapi = scenario.process().nativeThread("Thread-5");
  private long sink;

  private long storeOfAlice() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    sink = worker.newSink(77, 0);
    worker.advise(store, sink);
    return store;
  }

  @Positive
  void errorAfterACallbackAsTheProcess_isCriticalOverRpcHttp() {
    scenario.process().over(Transport.RPC_HTTP);
    scenario.after(60_000_000);
    long store = storeOfAlice();
    mapi.in("com.acme.Sink.onNotify").notified(sink);
    scenario.after(2_000_000);
    worker.use(store).returns(NETWORK_ERROR);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.operation().result()).isEqualTo("0x80040115");
    assertThat(finding.message())
        .startsWith("Certain: IMsgStore::GetProps")
        .contains("2.0 s after IMAPIAdviseSink::OnNotify", "\"Thread-5\"")
        .contains("Registration of the Association GUID failed");
    assertThat(finding.related().get(0).stack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Sink.onNotify"));
  }

  @Positive
  void transportFoundOutInTheRun_isThatOfFindingsFromThenOn() {
    long store = storeOfAlice();
    mapi.notified(sink);
    String value = EnvironmentObserved.MAPI_HTTP_DISABLED + scenario.process().identity().sid();
    scenario.process().observed(value, "1");
    worker.use(store).returns(NETWORK_ERROR);
    Finding finding = scenario.only(RULE);
    assertThat(finding.run().transport()).isEqualTo(Transport.RPC_HTTP);
    assertThat(finding.message()).contains("Registration of the Association GUID failed");
    assertThat(scenario.only("async-notification-in-process-identity").run().transport())
        .isEqualTo(Transport.UNKNOWN);
  }

  @Positive
  void unknownTransport_isCriticalAndSaysBothConsequences() {
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.only(RULE).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(scenario.only(RULE).message())
        .contains("transport is not known", "no such registration");
  }

  @Positive
  void overMapiHttp_isNoMoreThanMediumBecauseThereIsNoRegistration() {
    scenario.process().over(Transport.MAPI_HTTP);
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.only(RULE).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(scenario.only(RULE).message()).contains("none can have been lost");
  }

  @Positive
  void errorAfterAnotherThreadUsedTheSessionAsTheProcess_isCritical() {
    long store = storeOfAlice();
    scenario.thread("pool").use(store).succeeds();
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.only(RULE).message()).contains("after IMsgStore::GetProps");
  }

  @Positive
  void siblingClosedJustBeforeInAFixedBuild_isNoExcuse() {
    scenario.process().observed(MODULE, "6.5.8353.0");
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.logoff(worker.logon("Second"));
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Negative
  void plainNetworkError_isNoneOfOurs() {
    worker.use(storeOfAlice()).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void errorBeforeTheCallback_isNotItsConsequence() {
    worker.use(storeOfAlice()).returns(NETWORK_ERROR);
    mapi.notified(sink);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callbackAsTheSessionsUser_explainsNothing() {
    long store = storeOfAlice();
    mapi.as(ALICE).notified(sink);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void siblingOfTheSameUserClosedJustBefore_isTheErrorOfBuildsBefore8190() {
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.logoff(worker.logon("Second"));
    scenario.after(1_000_000);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void otherError_isNoLostRegistration() {
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.use(store).returns(0x80040111);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void sessionOfTheProcessUser_hasOneSecurityContext() {
    long store = worker.openStore(worker.logon());
    long own = worker.newSink(77, 0);
    worker.advise(store, own);
    mapi.notified(own);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.rules()).isEmpty();
  }

  @Positive
  void firstFixedBuild_isFixedAndTheOneBeforeIsNot() {
    scenario.process().observed(MODULE, "6.5.8190.0");
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.logoff(worker.logon("Second"));
    scenario.process().observed(MODULE, "6.5.8189.0");
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).isEmpty();
    scenario.process().observed(MODULE, "6.5.8190.0");
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void notificationThatMayHaveBeenForAnother_isSaidToBeSo() {
    long store = storeOfAlice();
    worker.advise(worker.openStore(worker.logon("Second")), sink);
    mapi.notified(sink);
    worker.use(store).returns(NETWORK_ERROR);
    assertThat(scenario.only(RULE).message()).contains("which may have been for this session");
    mapi.notification(store, 0, 0).succeeds();
    worker.in("com.acme.Again.read").use(store).returns(NETWORK_ERROR);
    assertThat(scenario.findings(RULE).get(1).message()).doesNotContain("may have been for");
  }

  @Positive
  void tokenOrigin_isInTheFinding() {
    worker.in("com.acme.Login.impersonate");
    long store = storeOfAlice();
    mapi.notified(sink);
    worker.in("com.acme.Job.read").use(store).returns(NETWORK_ERROR);
    assertThat(scenario.only(RULE).originStack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Login.impersonate"));
  }
}
