package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of handles, sinks and registrations whose owner gave them back. */
class LedgerLifetimeTest {

  private static final String CROSSING = "session-crosses-identities";
  private static final String ASYNC = "async-notification-in-process-identity";
  private static final long UNKNOWN = 0x9999;

  private final Scenario scenario = new Scenario();
  private final ScenarioThread alice = scenario.thread("alice");
  private final ScenarioThread bob = scenario.thread("bob");
  private final ScenarioThread mapi = scenario.process().nativeThread("mapi");

  @BeforeEach
  void impersonate() {
    alice.impersonate(ALICE);
    bob.impersonate(BOB);
  }

  private Identity blamed() {
    return scenario.only(ASYNC).session().identity().identity();
  }

  @Test
  void releasedObject_isNobodysAfterwards() {
    long store = alice.openStore(alice.logon("A"));
    alice.release(store);
    bob.use(store).succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }

  @Test
  void handleGivenOutByAnotherSession_changesItsOwner() {
    long store = alice.openStore(alice.logon("A"));
    bob.openCall(bob.logon("B"), "IMAPISession", "OpenMsgStore", "IMsgStore").returns(0, store);
    bob.use(store).succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
    alice.use(store).succeeds();
    assertThat(scenario.findings(CROSSING)).hasSize(1);
  }

  @Test
  void handleOfASessionThatEnded_canBecomeAnObject() {
    long session = alice.logon("A");
    alice.logoff(session);
    bob.openCall(bob.logon("B"), "IMAPISession", "OpenMsgStore", "IMsgStore").returns(0, session);
    bob.use(session).succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }

  @Test
  void handleGivenOutByAnUnknownObject_isNobodys() {
    long store = alice.openStore(alice.logon("A"));
    bob.openCall(UNKNOWN, "IUnknown", "QueryInterface", "IMsgStore").returns(0, store);
    bob.use(store).succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }

  @Test
  void liveSessionGivenOutByAnUnknownObject_staysTheSession() {
    long session = alice.logon("A");
    bob.openCall(UNKNOWN, "IUnknown", "QueryInterface", "IMAPISession").returns(0, session);
    bob.use(session).succeeds();
    assertThat(scenario.findings(CROSSING)).hasSize(1);
  }

  @Test
  void callWithoutAnObject_isNoSessions() {
    alice.call(Kind.LOGON, "com.acme.Native", "logon").succeeds();
    bob.call(Kind.CALL, "mapi32", "MAPIFreeBuffer").succeeds();
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }

  @Test
  void releasedSink_tellsNothingAboutLaterNotifications() {
    long sink = alice.newSink(77, 0x9);
    alice.advise(alice.openStore(alice.logon("A")), sink);
    alice.release(sink);
    mapi.notification(sink, 0x9, 77).succeeds();
    assertThat(scenario.only(ASYNC).message()).contains("every live session was considered");
    assertThat(blamed()).isEqualTo(ALICE);
  }

  @Test
  void failedAdvise_leavesTheSinkToTheOneThatWorked() {
    long sink = alice.newSink(77, 0x9);
    alice.adviseCall(alice.openStore(alice.logon("A")), sink).returns(0x80040102);
    bob.advise(bob.openStore(bob.logon("B")), sink);
    mapi.notified(sink);
    assertThat(blamed()).isEqualTo(BOB);
  }

  @Test
  void unadvise_withdrawsTheConnectionItNames() {
    long sink = alice.newSink(77, 0x9);
    long store = alice.openStore(alice.logon("A"));
    long other = alice.advise(store, alice.newSink(78, 0x8));
    long connection = alice.advise(store, sink);
    bob.advise(bob.openStore(bob.logon("B")), sink);
    alice.unadvise(store, other);
    mapi.in("com.acme.One.notified").notified(sink);
    assertThat(blamed()).isEqualTo(ALICE);
    alice.unadvise(store, connection);
    mapi.in("com.acme.Two.notified").notified(sink);
    assertThat(scenario.findings(ASYNC).get(1).session().identity().identity()).isEqualTo(BOB);
  }

  @Test
  void refusedUnadvise_withdrawsNothing() {
    long sink = alice.newSink(77, 0x9);
    long store = alice.openStore(alice.logon("A"));
    long connection = alice.advise(store, sink);
    bob.advise(bob.openStore(bob.logon("B")), sink);
    alice.call(Kind.UNADVISE, "IMsgStore", "Unadvise").on(store).argument(connection).returns(-1);
    mapi.notified(sink);
    assertThat(blamed()).isEqualTo(ALICE);
  }

  @Test
  void endedSession_hasNoRegistrationsLeft() {
    long sink = alice.newSink(77, 0x9);
    long session = alice.logon("A");
    alice.advise(alice.openStore(session), sink);
    alice.logoff(session);
    bob.advise(bob.openStore(bob.logon("B")), sink);
    mapi.notified(sink);
    assertThat(blamed()).isEqualTo(BOB);
  }

  @Test
  void notificationThatTwoSessionsShare_isNotPutDownToOne() {
    long sink = alice.newSink(77, 0x9);
    alice.advise(alice.openStore(alice.logon("A")), sink);
    bob.advise(bob.openStore(bob.logon("B")), sink);
    mapi.notified(sink);
    assertThat(scenario.only(ASYNC).message()).contains("likely that it was this session's");
    assertThat(scenario.findings(CROSSING)).isEmpty();
  }
}
