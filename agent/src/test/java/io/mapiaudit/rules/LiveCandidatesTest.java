package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all live sessions together say is what going through them says. */
class LiveCandidatesTest {

  private static final Identity[] USERS = {
    Users.SERVICE, Users.ALICE, Users.BOB, Users.CAROL, Users.UNREADABLE
  };

  private final Audit audit = Calls.emptyAudit();
  private final ThreadState thread = Calls.thread(1);
  private final Random random = new Random(5);
  private long id;

  @BeforeEach
  void start() {
    audit.started(new RunInfo(1, "host", "test", 0, Users.SERVICE, Transport.UNKNOWN, 30));
  }

  private Session logon(Identity user) {
    return audit.open(Calls.on(thread, ++id, Kind.LOGON, user));
  }

  private Call notification() {
    return Calls.on(thread, ++id, Kind.NOTIFICATION, Users.SERVICE);
  }

  @Test
  void judges_like_a_list_of_them() {
    List<Session> open = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      // Mostly few: only then is a user missing, or everybody known.
      if (open.isEmpty() || random.nextInt(9) < 4) {
        open.add(logon(USERS[random.nextInt(USERS.length)]));
      } else {
        audit.close(open.remove(random.nextInt(open.size())));
      }
      Candidates all = audit.anyLive();
      Candidates listed = new Candidates(new ArrayList<>(audit.liveSessions()));
      assertThat(all).containsExactlyElementsOf(listed);
      assertThat(all.first()).isSameAs(listed.first());
      assertThat(all.firstImpersonated()).isSameAs(listed.firstImpersonated());
      assertThat(all.areKnown()).isEqualTo(listed.areKnown());
      for (Identity user : USERS) {
        assertThat(all.include(user)).isEqualTo(listed.include(user));
      }
    }
  }

  @Test
  void each_impersonated_session_keeps_the_first_sighting_since_its_logon() {
    Session early = logon(Users.ALICE);
    Session service = logon(Users.SERVICE);
    Call first = notification();
    audit.anyLive().sighted(first);
    Session late = logon(Users.BOB);
    Call second = notification();
    audit.anyLive().sighted(second);
    assertThat(early.sighting().call()).isSameAs(first);
    assertThat(early.sighting().isCertain()).isFalse();
    assertThat(service.sighting()).isNull();
    assertThat(late.sighting().call()).isSameAs(second);
  }

  @Test
  void sessions_from_before_the_process_was_known_are_sighted_afterwards() {
    Audit unknown = Calls.emptyAudit();
    Session session = unknown.open(Calls.on(thread, ++id));
    unknown.anyLive().sighted(notification());
    assertThat(session.sighting()).isNull();
    unknown.started(new RunInfo(1, "host", "test", 0, Users.SERVICE, Transport.UNKNOWN, 30));
    Call second = notification();
    unknown.anyLive().sighted(second);
    assertThat(session.sighting().call()).isSameAs(second);
  }

  @Test
  void nobody_is_meant_once_sessions_were_forgotten() {
    logon(Users.UNREADABLE);
    audit.forget();
    assertThat(audit.anyLive()).isEmpty();
    assertThat(audit.anyLive().areKnown()).isTrue();
    assertThat(audit.anyLive().include(Users.ALICE)).isFalse();
  }
}
