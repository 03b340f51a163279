package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionChainTest {

  private final Audit audit = Calls.emptyAudit();
  private final SessionChain chain = new SessionChain(SessionChain.Of.USER);

  private Session session(long number) {
    return new Session(number, Calls.on(Calls.thread(1), number), audit);
  }

  @Test
  void does_what_a_set_does_that_keeps_the_order() {
    Set<Session> set = new LinkedHashSet<>();
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sessions.add(session(i));
    }
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      Session session = sessions.get(random.nextInt(sessions.size()));
      if (set.add(session)) {
        chain.append(session);
      } else {
        set.remove(session);
        assertThat(chain.take(session)).isTrue();
        assertThat(chain.take(session)).isFalse();
      }
      assertThat(chain).hasSize(set.size());
      if (i % 100 == 0) {
        assertThat(chain).containsExactlyElementsOf(set);
        assertThat(backwards()).containsExactlyElementsOf(set);
      }
    }
  }

  private List<Session> backwards() {
    List<Session> all = new ArrayList<>();
    for (Session session = chain.last(); session != null; session = chain.before(session)) {
      all.add(0, session);
    }
    return all;
  }

  @Test
  void a_session_is_in_chains_of_several_kinds_at_once() {
    SessionChain other = new SessionChain(SessionChain.Of.PROFILE);
    Session one = session(1);
    Session two = session(2);
    chain.append(one);
    chain.append(two);
    other.append(two);
    other.append(one);
    chain.take(one);
    assertThat(chain).containsExactly(two);
    assertThat(other).containsExactly(two, one);
  }

  @Test
  void what_was_taken_out_holds_no_other() {
    Session one = session(1);
    Session two = session(2);
    Session three = session(3);
    chain.append(one);
    chain.append(two);
    chain.append(three);
    chain.take(two);
    assertThat(two.links).containsOnlyNulls();
    chain.takeAll();
    assertThat(chain).isEmpty();
    assertThat(chain.first()).isNull();
    assertThat(one.links).containsOnlyNulls();
    assertThat(three.links).containsOnlyNulls();
  }

  @Test
  void nobody_else_changes_it() {
    Session one = session(1);
    chain.append(one);
    assertThatThrownBy(() -> chain.add(session(2)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> chain.remove(one)).isInstanceOf(UnsupportedOperationException.class);
    Iterator<Session> iterator = chain.iterator();
    iterator.next();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }
}
