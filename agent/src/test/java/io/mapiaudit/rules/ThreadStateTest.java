package io.mapiaudit.rules;

import static io.mapiaudit.rules.Users.ALICE;
import static io.mapiaudit.rules.Users.BOB;
import static io.mapiaudit.rules.Users.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ThreadStateTest {

  private final ThreadState thread = Calls.thread(1);

  private void push(int from, int to) {
    for (int id = from; id <= to; id++) {
      thread.push(Calls.on(thread, id));
    }
  }

  @Test
  void sixtyFourNestedCalls_areAllKept() {
    push(1, 64);
    assertThat(thread.pop(1)).isNotNull();
    assertThat(thread.inCall()).isFalse();
  }

  @Test
  void deeperNesting_forgetsTheOutermostCalls() {
    push(1, 65);
    assertThat(thread.pop(33)).isNull();
    assertThat(thread.top.id()).isEqualTo(65);
    push(66, 97);
    assertThat(thread.pop(34)).isNotNull();
    assertThat(thread.inCall()).isFalse();
  }

  @Test
  void nestingAfterReturns_isCountedFromWhatIsLeft() {
    push(1, 64);
    thread.pop(33); // and the 31 inside it
    push(65, 96);
    assertThat(thread.pop(1)).isNotNull();
    push(100, 163);
    assertThat(thread.pop(100)).isNotNull();
  }

  @Test
  void newCallOrAReturn_endsWhatASampleSaid() {
    Stack stack = Stack.of(Collections.singletonList("a.B.c(B.java:1)"));
    Stack hanging = Stack.of(Collections.singletonList("a.B.hang(B.java:2)"));
    thread.lastStack = stack;
    push(1, 1);
    thread.sampled = hanging;
    assertThat(thread.lastStack()).isEqualTo(hanging);
    push(2, 2);
    assertThat(thread.sampledStack()).isEqualTo(Stack.EMPTY);
    thread.sampled = hanging;
    thread.pop(2);
    assertThat(thread.lastStack()).isEqualTo(stack);
  }

  @Test
  void tokenOfAnotherUser_cameFromACallThatWasNotSeen() {
    thread.token = new TokenOrigin(Calls.on(thread, 1), ALICE);
    thread.identity = ALICE;
    assertThat(thread.tokenOrigin()).isNotNull();
    thread.identity = BOB;
    assertThat(thread.tokenOrigin()).isNull();
  }

  @Test
  void tokenOrigin_isTheImpersonationThatWorked() {
    Call impersonate = Calls.on(thread, 1, Kind.IMPERSONATE, SERVICE);
    thread.tokenChanged(Calls.returned(impersonate, 0, SERVICE));
    assertThat(thread.tokenOrigin()).isNull();
    assertThat(thread.managesToken()).isFalse();
    thread.tokenChanged(Calls.returned(impersonate, 1, ALICE));
    assertThat(thread.tokenOrigin().call()).isSameAs(impersonate);
    assertThat(thread.tokenOrigin().identity()).isEqualTo(ALICE);
    assertThat(thread.managesToken()).isTrue();
  }

  @Test
  void revertThatLeavesAToken_leavesItsOrigin() {
    Call impersonate = Calls.on(thread, 1, Kind.IMPERSONATE, SERVICE);
    thread.tokenChanged(Calls.returned(impersonate, 1, ALICE));
    Call revert = Calls.on(thread, 3, Kind.REVERT, ALICE);
    thread.tokenChanged(Calls.returned(revert, 1, ALICE));
    assertThat(thread.tokenOrigin().call()).isSameAs(impersonate);
    thread.tokenChanged(Calls.returned(revert, 1, SERVICE));
    assertThat(thread.tokenOrigin()).isNull();
  }

  @Test
  void withoutASecondTokenRead_theKindOfCallDecides() {
    Call impersonate = Calls.on(thread, 1, Kind.IMPERSONATE, SERVICE);
    thread.tokenChanged(Calls.returned(impersonate, 1, null));
    assertThat(thread.tokenOrigin().call()).isSameAs(impersonate);
    thread.tokenChanged(Calls.returned(Calls.on(thread, 3, Kind.REVERT, ALICE), 1, null));
    assertThat(thread.tokenOrigin()).isNull();
  }

  @Test
  void endOfAnOuterTask_endsWhatIsNestedInIt() {
    thread.managesToken = true;
    TaskRun outer = new TaskRun(7, thread, SERVICE, null);
    thread.begin(outer);
    assertThat(thread.managesToken()).isFalse();
    thread.begin(new TaskRun(8, thread, SERVICE, null));
    assertThat(thread.end(9)).isNull();
    assertThat(thread.end(7)).isSameAs(outer);
    assertThat(thread.managesToken()).isTrue();
    assertThat(thread.end(8)).isNull();
  }
}
