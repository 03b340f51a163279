package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String CROSSING = "session-crosses-identities";
  private static final String CONTEXTS = "multiple-user-contexts";
  private static final String ASYNC = "async-notification-in-process-identity";

  private final Scenario scenario = new Scenario();
  private final ScenarioThread worker = scenario.thread("worker");
  private final ScenarioThread other = scenario.thread("other");

  private static EntryPoint own(Kind kind, String name, ResultType result) {
    return new EntryPoint(kind, Bridge.JNI, "com.acme.Native", name, "", result);
  }

  @Test
  void ownWrapperWithoutCounts_endsTheSessionByItsRelease() {
    worker.impersonate(ALICE);
    long session = worker.call(own(Kind.LOGON, "logon", ResultType.HANDLE)).text("A").createsAs(1);
    worker.call(own(Kind.RELEASE, "release", ResultType.NONE)).on(session).succeeds();
    other.impersonate(BOB).call(own(Kind.LOGON, "logon", ResultType.HANDLE)).createsAs(1);
    assertThat(scenario.findings(CONTEXTS)).isEmpty();
  }

  @Test
  void ownWrapperWithoutHandles_hasOneSessionUntilItsLogoff() {
    EntryPoint logon = own(Kind.LOGON, "logon", ResultType.NONE);
    worker.impersonate(ALICE).call(logon).succeeds();
    worker.call(own(Kind.LOGOFF, "logoff", ResultType.NONE)).succeeds();
    other.impersonate(BOB).call(logon).succeeds();
    assertThat(scenario.findings(CONTEXTS)).isEmpty();
    other.revert().call(own(Kind.LOGOFF, "logoff", ResultType.NONE)).succeeds();
    assertThat(scenario.findings(CROSSING)).hasSize(1);
  }

  @Test
  void handleHandedOutByALaterLogon_endsTheSessionThatHadIt() {
    worker.impersonate(ALICE);
    long session = worker.logon("A");
    other.impersonate(BOB).logonCall("B").returns(0, session);
    assertThat(scenario.findings(CONTEXTS)).isEmpty();
    other.use(session).succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }

  @Test
  void secondReferenceByQueryInterface_isTheSameSession() {
    worker.impersonate(ALICE);
    long session = worker.logon("A");
    worker.openCall(session, "IUnknown", "QueryInterface", "IMAPISession").returns(0, session);
    worker.logoff(session);
    other.impersonate(BOB).logon("B");
    assertThat(scenario.findings(CONTEXTS)).isEmpty();
  }

  @Test
  void releaseThatLeavesReferences_leavesTheSessionAlive() {
    worker.impersonate(ALICE);
    worker.releaseCall(worker.logon("A")).returns(1);
    other.impersonate(BOB).logon("B");
    assertThat(scenario.findings(CONTEXTS)).hasSize(1);
  }

  @Test
  void sharedContextValue_isToldApartByCallbackObject() {
    worker.impersonate(ALICE);
    worker.advise(worker.openStore(worker.logon("A")), worker.newSink(77, 0x1));
    other.advise(other.openStore(other.logon("S")), worker.newSink(78, 0x1));
    ScenarioThread mapi = scenario.process().nativeThread("mapi");
    mapi.notification(0, 0x1, 78).succeeds();
    assertThat(scenario.findings(ASYNC)).isEmpty();
    mapi.notification(0, 0x1, 77).succeeds();
    assertThat(scenario.findings(ASYNC)).hasSize(1);
  }

  @Test
  void failedLogoff_leavesTheSessionAlive() {
    worker.impersonate(ALICE);
    long session = worker.logon("A");
    worker.call(Kind.LOGOFF, "IMAPISession", "Logoff").on(session).returns(0x80004005);
    other.impersonate(BOB).logon("B");
    assertThat(scenario.findings(CONTEXTS)).hasSize(1);
  }

  @Test
  void failedAdvise_isNoRegistration() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon("A"));
    long sink = worker.newSink(77, 0x9);
    worker.adviseCall(store, sink).returns(0x80040102);
    long service = other.logon("S");
    other.advise(other.openStore(service), sink);
    scenario.process().nativeThread("mapi").notified(sink);
    assertThat(scenario.findings(ASYNC)).isEmpty();
  }

  @Test
  void notificationAfterUnadvise_isStillTheOldSessions() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon("A"));
    long sink = worker.newSink(77, 0);
    worker.unadvise(store, worker.advise(store, sink));
    scenario.process().nativeThread("mapi").notified(sink);
    assertThat(scenario.only(ASYNC).message()).contains("by its advise sink");
  }

  @Test
  void sinkWrappedByHrThisThreadAdviseSink_keepsItsCallback() {
    worker.impersonate(ALICE);
    long inner = worker.newSink(77, 0x9);
    long wrapped =
        worker.open(inner, ScenarioThread.LIBRARY, "HrThisThreadAdviseSink", "IMAPIAdviseSink");
    worker.advise(worker.openStore(worker.logon("A")), wrapped);
    scenario.process().nativeThread("mapi").notification(0, 0x9, 77).succeeds();
    assertThat(scenario.only(ASYNC).message()).contains("by the context value");
  }

  @Test
  void adviseWithoutSinkPointer_isFoundByItsCallbackObject() {
    worker.impersonate(ALICE);
    worker.adviseCall(worker.logon("A"), 0).context(4711).succeeds();
    scenario.process().nativeThread("com").notification(0, 0, 4711).succeeds();
    assertThat(scenario.only(ASYNC).message()).contains("by its callback object");
  }

  @Test
  void notificationThatNamesItsSession_isAttributedByHandle() {
    worker.impersonate(ALICE);
    long session = worker.logon("A");
    scenario.process().nativeThread("mapi").notification(session, 0, 0).succeeds();
    assertThat(scenario.only(ASYNC).message()).contains("by the handle it was given");
  }

  @Test
  void nestedCallsWithALostReturn_doNotConfuseTheThread() {
    worker.impersonate(ALICE);
    long store = worker.openStore(worker.logon("A"));
    ScenarioCall outer = worker.use(store).enter();
    worker.use(store).enter();
    outer.succeeds();
    other.use(store).succeeds();
    assertThat(scenario.only(CROSSING).message()).doesNotContain("inside the notification");
  }
}
