package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import org.junit.jupiter.api.Test;

class SessionTest {

  private final Audit audit = Calls.emptyAudit();

  @Test
  void sighting_isTheFirstUnlessThatWasUncertain() {
    Session session = new Session(1, Calls.on(Calls.thread(1), 1), audit);
    Sighting perhaps = new Sighting(Calls.on(Calls.thread(2), 2), false);
    Sighting certain = new Sighting(Calls.on(Calls.thread(2), 3), true);
    session.sighted(perhaps);
    session.sighted(new Sighting(Calls.on(Calls.thread(2), 4), false));
    assertThat(session.sighting()).isSameAs(perhaps);
    session.sighted(certain);
    session.sighted(new Sighting(Calls.on(Calls.thread(2), 5), true));
    session.sighted(perhaps);
    assertThat(session.sighting()).isSameAs(certain);
  }

  @Test
  void closing_isRememberedForAsLongAsAsked() {
    Identity alice = Users.ALICE;
    audit.at(1_000);
    Session session = audit.open(Calls.on(Calls.thread(1), 1));
    assertThat(audit.closedWithin(alice, Long.MAX_VALUE)).isFalse();
    audit.close(session);
    audit.at(1_005);
    assertThat(audit.closedWithin(alice, 5)).isTrue();
    assertThat(audit.closedWithin(alice, 4)).isFalse();
    assertThat(audit.closedWithin(Users.BOB, 5)).isFalse();
  }
}
