package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class JournalConcurrencyTest {

  private static final int THREADS = 8;
  private static final int EVENTS = 50_000;

  @TempDir Path dir;

  @Test
  void eight_threads_lose_nothing_and_keep_their_order() throws Exception {
    // Many segments ahead: what is tested is appending, not how fast this disk makes files.
    JournalSettings settings = new JournalSettings(1 << 20, 100, 40);
    List<JournalProblem> problems = new ArrayList<>();
    try (JournalWriter writer =
        JournalWriter.open(
            dir, Samples.RUN, settings, JournalClock.system(), SegmentFiles::allocate)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> appenders = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int id = i;
        appenders.add(new Thread(() -> append(writer, id, start)));
      }
      appenders.forEach(Thread::start);
      start.countDown();
      for (Thread appender : appenders) {
        appender.join();
      }
      assertThat(writer.lostEvents()).isZero();
    }
    check(Samples.read(dir, problems));
    assertThat(problems).isEmpty();
  }

  /** Half of the calls name a stack that others name too, so that dictionaries are raced for. */
  private static void append(JournalWriter writer, int id, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      return;
    }
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(id));
    for (int i = 0; i < EVENTS; i++) {
      Stack stack = i % 2 == 0 ? stackOf(i) : null;
      writer.callEntered(
          thread,
          writer.intern(Samples.ALICE),
          writer.intern(Samples.LOGON),
          writer.intern(stack),
          i,
          0,
          0,
          null);
    }
  }

  private static Stack stackOf(int number) {
    return Stack.of(Collections.singletonList("com.acme.A.b(A.java:" + number % 100 + ")"));
  }

  private static void check(List<Event> events) {
    long[] next = new long[THREADS];
    long[] lastTime = new long[THREADS];
    long lastSequence = 0;
    for (Event event : events) {
      assertThat(event.sequence()).isGreaterThan(lastSequence);
      lastSequence = event.sequence();
      if (event instanceof CallEntered) {
        CallEntered call = (CallEntered) event;
        int id = call.thread().id();
        assertThat(call.object()).isEqualTo(next[id]++);
        assertThat(call.stack())
            .isEqualTo(call.object() % 2 == 0 ? stackOf((int) call.object()) : Stack.EMPTY);
        assertThat(call.timeMicros()).isGreaterThanOrEqualTo(lastTime[id]);
        lastTime[id] = call.timeMicros();
      }
    }
    assertThat(next).containsOnly(EVENTS);
  }
}
