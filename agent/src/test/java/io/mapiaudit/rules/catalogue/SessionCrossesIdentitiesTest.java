package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioCall;
import io.mapiaudit.rules.ScenarioThread;

class SessionCrossesIdentitiesTest {

  private static final String RULE = "session-crosses-identities";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread other = scenario.thread("other");

  @Positive
  void storeReleasedAsTheProcess_isHigh() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.in("com.acme.Closer.close").release(store);
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.message())
        .contains("IUnknown::Release (result 0)", "released", "\"other\"", "session 1");
    assertThat(finding.operation().result()).isEqualTo("0");
    assertThat(finding.stack()).isEqualTo(ScenarioThread.stackIn("com.acme.Closer.close"));
  }

  @Positive
  void tableOpenedThroughAFolderThroughAStore_belongsToTheSession() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    long folder = worker.open(store, "IMsgStore", "OpenEntry", "IMAPIFolder");
    long table = worker.open(folder, "IMAPIContainer", "GetContentsTable", "IMAPITable");
    other.impersonate(BOB).use(table).returns(0x80070005);
    Finding finding = scenario.only(RULE);
    assertThat(finding.expected().identity()).isEqualTo(ALICE);
    assertThat(finding.actual().identity()).isEqualTo(BOB);
    assertThat(finding.operation().result()).isEqualTo("0x80070005");
  }

  @Positive
  void pointerUsedThroughAnotherBridge_isRecognised() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    EntryPoint call =
        new EntryPoint(Kind.CALL, Bridge.JNA_COM, "IMsgStore", "GetProps", "", ResultType.HRESULT);
    other.call(call).on(store).succeeds();
    assertThat(scenario.findings(RULE)).hasSize(1);
  }

  @Positive
  void releaseAfterLogoff_isStillACrossing() {
    worker.impersonate(ALICE);
    long session = worker.logon();
    long store = worker.openStore(session);
    worker.logoff(session).revert();
    worker.release(store);
    assertThat(scenario.only(RULE).session().live()).isFalse();
  }

  @Positive
  void useInsideACallbackInTheProcessIdentity_isACrossingOfItsOwn() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    long sink = worker.newSink(77, 0);
    worker.advise(store, sink);
    ScenarioCall callback = other.notification(sink, 0, 0).enter();
    other.use(store).succeeds();
    callback.succeeds();
    assertThat(scenario.only(RULE).message()).contains("inside the notification callback");
  }

  @Positive
  void callThatNeverReturned_isReportedAtTheEnd() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.use(store).enter();
    assertThat(scenario.findings(RULE)).isEmpty();
    scenario.finish();
    assertThat(scenario.only(RULE).message()).contains("(not returned)");
  }

  @Positive
  void thirdUser_isShownWithWhereHisTokenCameFrom() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.in("com.acme.Login.bob").impersonate(BOB);
    other.in("com.acme.Job.read").use(store).succeeds();
    assertThat(scenario.only(RULE).originStack())
        .isEqualTo(ScenarioThread.stackIn("com.acme.Login.bob"));
  }

  @Positive
  void processIdentity_hasNoOriginThatCouldBeShown() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.in("com.acme.Login.bob").impersonate(BOB).revert();
    other.in("com.acme.Job.read").use(store).succeeds();
    assertThat(scenario.only(RULE).originStack().frames()).isEmpty();
  }

  @Negative
  void sameUserOnAnotherThread_isRight() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.impersonate(ALICE).use(store).succeeds();
    other.release(store);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void callbackItself_isNoUseOfAnObject() {
    worker.impersonate(ALICE);
    long sink = worker.newSink(77, 0);
    worker.advise(worker.openStore(worker.logon()), sink);
    other.notified(sink);
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void reusedPointer_belongsToTheNewSession() {
    worker.impersonate(ALICE);
    long session = worker.logon();
    long store = worker.openStore(session);
    worker.release(store).logoff(session).release(session);
    other.impersonate(BOB);
    long sessionOfBob = other.logon("Bob");
    EntryPoint open =
        new EntryPoint(
            Kind.OPEN, Bridge.JNA, "IMAPISession", "OpenMsgStore", "IMsgStore", ResultType.HRESULT);
    other.call(open).on(sessionOfBob).returns(0, store);
    other.use(store).succeeds();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void handleOfAnotherBridgesSpace_isAnotherObject() {
    worker.impersonate(ALICE);
    long session = worker.logon();
    EntryPoint jni =
        new EntryPoint(Kind.CALL, Bridge.JNI, "com.acme.Native", "read", "", ResultType.HRESULT);
    other.call(jni).on(session).succeeds();
    assertThat(scenario.findings(RULE)).isEmpty();
  }

  @Negative
  void unreadableToken_isNotJudged() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon());
    other.as(UNREADABLE).use(store).succeeds();
    assertThat(scenario.findings(RULE)).isEmpty();
  }
}
