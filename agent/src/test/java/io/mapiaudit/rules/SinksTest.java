package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SinksTest {

  private final Sinks sinks = new Sinks();
  private final Audit audit = Calls.emptyAudit();
  private final Session first = new Session(1, Calls.on(Calls.thread(1), 1), audit);
  private final Session second = new Session(2, Calls.on(Calls.thread(2), 2), audit);

  private static Registration register(Sink sink, Session session) {
    Registration registration = new Registration(session, sink);
    session.register(registration);
    sink.registrations.add(registration);
    return registration;
  }

  private Call notified(long pointer, long context, long callback) {
    Call call = Calls.on(Calls.thread(3), 3);
    sinks.attribute(call, pointer, context, callback);
    return call;
  }

  private Sink sink(long pointer, long context, long callback) {
    sinks.created(pointer, context, callback);
    return sinks.advised(pointer, callback);
  }

  @Test
  void sinkThatIsGone_isFoundByNothingAndRegisteredNowhere() {
    register(sink(10, 5, 77), first);
    assertThat(notified(10, 5, 77).candidates()).containsExactly(first);
    sinks.destroyed(10);
    assertThat(notified(10, 5, 77).attribution()).isNull();
    assertThat(first.registrations()).isEmpty();
    assertThat(sinks.size()).isZero();
  }

  @Test
  void sinkMadeAtTheAddressOfAnother_replacesIt() {
    register(sink(10, 5, 77), first);
    register(sink(10, 6, 78), second);
    assertThat(notified(0, 5, 77).attribution()).isNull();
    assertThat(first.registrations()).isEmpty();
    assertThat(notified(10, 0, 0).candidates()).containsExactly(second);
    assertThat(sinks.size()).isEqualTo(1);
  }

  @Test
  void sinkThatSharesContextAndCallback_staysWhenTheOtherGoes() {
    register(sink(10, 5, 77), first);
    register(sink(11, 5, 77), second);
    assertThat(notified(0, 5, 77).candidates()).containsExactly(first, second);
    sinks.destroyed(10);
    assertThat(notified(0, 5, 0).candidates()).containsExactly(second);
    assertThat(notified(0, 0, 77).candidates()).containsExactly(second);
  }

  @Test
  void contextValueSharedByStrangersOnly_isStillBetterThanNothing() {
    register(sink(10, 5, 77), first);
    register(sink(11, 5, 78), second);
    assertThat(notified(0, 5, 79).candidates()).containsExactly(first, second);
    assertThat(notified(0, 5, 0).candidates()).containsExactly(first, second);
    assertThat(notified(0, 5, 78).candidates()).containsExactly(second);
  }

  @Test
  void whatIsNotKnownOrLeadsNowhere_leavesItToTheNextSign() {
    sink(10, 5, 76); // registered with no session
    register(sink(11, 6, 77), first);
    Call byContext = notified(10, 6, 0);
    assertThat(byContext.attribution()).isEqualTo(Attribution.CONTEXT);
    assertThat(byContext.candidates()).containsExactly(first);
    assertThat(notified(0, 5, 77).attribution()).isEqualTo(Attribution.CALLBACK);
    assertThat(notified(0, 99, 77).attribution()).isEqualTo(Attribution.CALLBACK);
    assertThat(notified(99, 99, 99).attribution()).isNull();
  }

  @Test
  void withdrawnRegistration_leadsToItsSessionOnlyWhileThereIsNoOther() {
    Sink sink = sink(10, 0, 0);
    Registration last = register(sink, first);
    sinks.withdraw(last);
    assertThat(notified(10, 0, 0).candidates()).containsExactly(first);
    register(sink, second);
    assertThat(notified(10, 0, 0).candidates()).containsExactly(second);
  }

  @Test
  void sessionRegisteredTwice_isOneCandidate() {
    Sink sink = sink(10, 0, 0);
    register(sink, first);
    register(sink, first);
    assertThat(notified(10, 0, 0).candidates()).containsExactly(first);
  }

  @Test
  void sinkWithoutAddress_isOnePerCallback() {
    Sink anonymous = sinks.advised(0, 4711);
    assertThat(sinks.advised(0, 4711)).isSameAs(anonymous);
    assertThat(sinks.advised(0, 4712)).isNotSameAs(anonymous);
    assertThat(sinks.advised(0, 0)).isNull();
    sinks.advised(10, 4711);
    assertThat(sinks.size()).isEqualTo(3);
  }

  @Test
  void sinkWrappedAroundItselfOrAnUnknownOne_isNothingNew() {
    register(sink(10, 5, 77), first);
    sinks.wrapped(10, 10);
    sinks.wrapped(12, 99);
    assertThat(notified(10, 0, 0).candidates()).containsExactly(first);
    assertThat(sinks.size()).isEqualTo(1);
  }

  @Test
  void fullTable_forgetsTheOldestSinkAltogether() {
    register(sink(1, 1_000_001, 2_000_001), first);
    register(sink(2, 1_000_002, 2_000_002), second);
    for (long i = 3; i <= Sinks.LIMIT; i++) {
      sinks.created(i, 0, 0);
    }
    assertThat(notified(1, 0, 0).candidates()).containsExactly(first);
    sinks.created(Sinks.LIMIT + 1, 0, 0);
    assertThat(sinks.size()).isEqualTo(Sinks.LIMIT);
    assertThat(notified(1, 1_000_001, 2_000_001).attribution()).isNull();
    assertThat(notified(2, 0, 0).candidates()).containsExactly(second);
  }
}
