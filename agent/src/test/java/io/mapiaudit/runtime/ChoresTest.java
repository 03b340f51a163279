package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoresTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> done = new ArrayList<>();

  @Test
  void are_done_once_a_second() {
    Chores chores = new Chores(failures::add, 0);
    chores.add(() -> done.add("chore"));

    chores.doDue(SECOND - 1);
    assertThat(done).isEmpty();
    chores.doDue(SECOND);
    chores.doDue(SECOND + 1);
    assertThat(done).hasSize(1);
    chores.doDue(5 * SECOND);
    chores.doDue(6 * SECOND);
    assertThat(done).hasSize(3);
  }

  @Test
  void one_that_fails_stops_no_other() {
    IllegalStateException failure = new IllegalStateException();
    Chores chores = new Chores(failures::add, 0);
    chores.add(
        () -> {
          throw failure;
        });
    chores.add(() -> done.add("chore"));

    chores.doDue(SECOND);

    assertThat(done).hasSize(1);
    assertThat(failures).containsExactly(failure);
  }
}
