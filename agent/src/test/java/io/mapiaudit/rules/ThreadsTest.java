package io.mapiaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.ThreadInfo;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  private final Threads threads = new Threads();

  private static ThreadInfo info(int id) {
    return new ThreadInfo(id, "t", id, id, false, false);
  }

  /** Thread n was heard of at a time that has nothing to do with its place in the table. */
  private void fill() {
    for (int i = 0; i < Threads.LIMIT; i++) {
      threads.of(info(i), sequence(i));
    }
  }

  private static long sequence(int i) {
    return (i * 7919L + 5000) % Threads.LIMIT;
  }

  @Test
  void fullTable_forgetsTheHalfThatWasSilentLongest() {
    fill();
    assertThat(threads.size()).isEqualTo(Threads.LIMIT);
    ThreadState late = threads.of(info(Threads.LIMIT), Threads.LIMIT);
    assertThat(threads.size()).isEqualTo(Threads.LIMIT / 2);
    assertThat(threads.all())
        .contains(late)
        .allMatch(thread -> thread.lastSequence > Threads.LIMIT / 2);
  }

  @Test
  void threadInsideACall_isNotForgottenForBeingSilent() {
    fill();
    ThreadState caller = threads.of(info(0), 0);
    caller.push(Calls.on(caller, 1));
    threads.of(info(Threads.LIMIT), Threads.LIMIT);
    assertThat(threads.of(info(0), Threads.LIMIT + 1)).isSameAs(caller);
  }

  @Test
  void tableFullOfThreadsInsideCalls_startsOver() {
    fill();
    threads.all().forEach(thread -> thread.push(Calls.on(thread, 1)));
    threads.of(info(Threads.LIMIT), Threads.LIMIT);
    assertThat(threads.size()).isEqualTo(1);
  }
}
