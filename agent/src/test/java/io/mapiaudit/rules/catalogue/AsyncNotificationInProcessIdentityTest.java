package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static io.mapiaudit.rules.Users.asProcess;
import static io.mapiaudit.rules.Users.onThread;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Transport;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioProcess;
import io.mapiaudit.rules.ScenarioThread;

class AsyncNotificationInProcessIdentityTest {

  private static final String RULE = "async-notification-in-process-identity";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread mapi = scenario.process().nativeThread("Thread-5");

  @Positive
  void callbackAsTheProcessOfASessionOfAlice_isCriticalAndCarriesTheEvidence() {
    scenario.process().named(ALICE, "ACME\\alice");
    worker.in("com.acme.Login.open").impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    long sink = worker.newSink(77, 0);
    worker.advise(store, sink);
    scenario.process().thread("main").starts(mapi);
    mapi.in("com.acme.Sink.onNotify").notified(sink);

    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.expected().account()).isEqualTo("ACME\\alice");
    assertThat(finding.actual().identity()).isEqualTo(SERVICE);
    assertThat(finding.session().logonThread()).isEqualTo("worker");
    assertThat(finding.session().live()).isTrue();
    assertThat(finding.thread().name()).isEqualTo("Thread-5");
    assertThat(finding.threadCreator()).isEqualTo("main");
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Sink.onNotify"));
    assertThat(finding.logonStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Login.open"));
    assertThat(finding.originStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Login.open"));
    assertThat(finding.operation().entryPoint().name()).isEqualTo("OnNotify");
    assertThat(finding.message())
        .contains("IMAPIAdviseSink::OnNotify", "\"Thread-5\"", "S-1-5-18", "ACME\\alice")
        .contains("by its advise sink", "transport is not known");
    assertThat(finding.help()).isEqualTo("Source 000; mapi-audit explain " + RULE);
    assertThat(scenario.rules()).doesNotContain("session-crosses-identities");
  }

  @Positive
  void callbackFoundByContextOrCallbackObject_isAttributed() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    worker.advise(store, worker.newSink(77, 0x500));
    mapi.in("com.acme.Sink.byContext").notification(0, 0x500, 0).succeeds();
    mapi.in("com.acme.Sink.byCallback").notification(0, 0, 77).succeeds();

    assertThat(scenario.findings(RULE))
        .extracting(Finding::message)
        .satisfiesExactly(
            message -> assertThat(message).contains("by the context value"),
            message -> assertThat(message).contains("by its callback object"));
  }

  @Positive
  void callbackThatFitsNothing_isJudgedAgainstAllLiveSessionsAndSaysSo() {
    worker.impersonate(ALICE).logon();
    mapi.notified(0x9999);
    assertThat(scenario.only(RULE).message()).contains("every live session", "likely");
  }

  @Positive
  void callbackBeforeAdviseReturned_isAttributed() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    long sink = worker.newSink(77, 0);
    worker.adviseCall(store, sink).enter();
    mapi.notified(sink);
    assertThat(scenario.only(RULE).message()).contains("by its advise sink");
  }

  @Positive
  void overMapiHttp_saysThatThereIsNoRegistrationToLose() {
    scenario.process().over(Transport.MAPI_HTTP);
    worker.impersonate(ALICE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    mapi.notified(sink);
    assertThat(scenario.only(RULE).message()).contains("no association registration");
  }

  @Negative
  void callbackUnderTheSessionsOwnToken_isRight() {
    worker.impersonate(ALICE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    ScenarioCallInside.dispatch(worker, sink);
    mapi.as(ALICE).notified(sink);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void sessionOfTheServiceAccountNotifiedAsTheServiceAccount_isClean() {
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    mapi.notified(sink);
    scenario.process().end();
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void tokenOfTheProcessUserItself_isTheSameIdentity() {
    scenario.process().runningAs(asProcess(ALICE));
    worker.impersonate(onThread(ALICE));
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    mapi.notified(sink);
    assertThat(scenario.rules()).isEmpty();
  }

  @Negative
  void unknownIdentities_areNotJudged() {
    worker.as(UNREADABLE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    mapi.notified(sink);
    worker.as(ALICE);
    long other = worker.newSink(78, 0);
    worker.advise(worker.openStore(worker.logon("Other")), other);
    mapi.as(UNREADABLE).notified(other);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callbackOfTheServiceSessionBesideAnImpersonatedOne_isNotMistaken() {
    ScenarioThread service = scenario.thread("service");
    long serviceSink = service.newSink(70, 0);
    service.advise(service.openStore(service.logon("Service")), serviceSink);
    worker.impersonate(BOB);
    worker.advise(worker.openStore(worker.logon()), worker.newSink(71, 0));
    mapi.notified(serviceSink).notified(0x9999);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Positive
  void consequence_isThatOfTheTransport() {
    for (Transport transport : Transport.values()) {
      ScenarioProcess process = scenario.process("over " + transport).over(transport);
      ScenarioThread user = process.thread("user").impersonate(ALICE);
      long session = user.logon();
      process.nativeThread("mapi").notification(session, 0, 0).succeeds();
    }
    assertThat(scenario.findings(RULE))
        .extracting(Finding::message)
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).endsWith("MAPI_E_NETWORK_ERROR (0x80040115)."),
            message -> assertThat(message).endsWith("wrong user, not MAPI_E_NETWORK_ERROR."),
            message -> assertThat(message).contains("The transport is not known: over RPC"));
  }

  @Positive
  void unattributedNotification_stillNamesTheSessionItMayBelongTo() {
    ScenarioThread user = scenario.thread("user").impersonate(ALICE);
    user.in("com.acme.Login.open").logon("A");
    scenario.process().nativeThread("mapi").notification(0, 0, 0).succeeds();
    Finding finding = scenario.only(RULE);
    assertThat(finding.session().id()).isEqualTo("1");
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.logonStack()).isEqualTo(ScenarioThread.stackIn("com.acme.Login.open"));
  }
}
