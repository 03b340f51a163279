package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.JournalReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.Tick;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseWatchTest {

  private static final Identity SERVICE =
      new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 1, 0);
  private static final EntryPoint RELEASE =
      new EntryPoint(
          Kind.RELEASE, Bridge.JNA, "IMsgStore", "Release", "", EntryPoint.ResultType.COUNT);
  private static final long CALL = 7;
  private static final long ENTERED = 1_000_000;
  private static final long STALL = 30_000_000;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean looked = new AtomicBoolean();
  private final Deque<BooleanSupplier> looks = new ArrayDeque<>();
  @TempDir Path temp;
  private JournalWriter journal;
  private ReleaseWatch watch;

  @BeforeEach
  void open() throws Exception {
    RunInfo run = new RunInfo(1, "h", "test", 1, SERVICE, Transport.UNKNOWN, STALL);
    journal = JournalWriter.open(temp.resolve("run"), run, 4 << 20);
    watch =
        new ReleaseWatch(
            journal,
            STALL,
            () -> {
              asked.incrementAndGet();
              return looks.isEmpty() ? looked::get : looks.remove();
            });
    watch.on(entered(CALL, ENTERED));
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void halfOfTheTime_asksForALook_once() {
    watch.check(ENTERED + STALL / 2 - 1);
    assertThat(asked).hasValue(0);
    watch.check(ENTERED + STALL / 2);
    watch.check(ENTERED + STALL / 2 + 1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void stalled_isSampledOnce_whenTheLookIsOver() throws Exception {
    watch.check(ENTERED + STALL / 2);
    watch.check(ENTERED + STALL);
    assertThat(samples()).as("before the look is over").isEmpty();
    looked.set(true);
    watch.check(ENTERED + STALL + 1);
    watch.check(ENTERED + STALL + 2);
    assertThat(samples()).hasSize(2);
    assertThat(((StackSampled) samples().get(0)).callId()).isEqualTo(CALL);
    assertThat(samples().get(1)).isInstanceOf(Tick.class);
  }

  @Test
  void lookThatIsNeverOver_isWaitedForNoLongerThanTheRulesWait() throws Exception {
    watch.check(ENTERED + STALL + 749_999);
    assertThat(samples()).isEmpty();
    watch.check(ENTERED + STALL + 750_000);
    assertThat(samples()).hasSize(2);
  }

  @Test
  void severalThatStall_waitUntilAllAreLookedAt() throws Exception {
    looks.add(() -> false);
    watch.check(ENTERED + STALL / 2);
    looked.set(true);
    watch.on(entered(CALL + 1, ENTERED + 1));
    watch.check(ENTERED + STALL + 1);
    assertThat(samples()).isEmpty();
    watch.check(ENTERED + STALL + 750_000);
    assertThat(samples()).hasSize(2);
  }

  @Test
  void whatHasComeBack_isNotSampled() throws Exception {
    watch.check(ENTERED + STALL / 2);
    watch.on(
        new CallReturned(
            CALL + 1,
            ENTERED + STALL,
            CALL,
            thread(),
            SERVICE,
            RELEASE,
            Stack.EMPTY,
            0,
            0,
            /* threw= */ false));
    looked.set(true);
    watch.check(ENTERED + STALL + 1_000_000);
    assertThat(samples()).isEmpty();
    assertThat(watch.isWatching()).isFalse();
  }

  private List<Event> samples() throws Exception {
    List<Event> samples = new ArrayList<>();
    try (JournalReader reader =
        JournalReader.open(temp.resolve("run"), problem -> assertThat(problem).isNull())) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        if (event instanceof StackSampled || event instanceof Tick) {
          samples.add(event);
        }
      }
    }
    return samples;
  }

  private static CallEntered entered(long sequence, long micros) {
    return new CallEntered(sequence, micros, thread(), SERVICE, RELEASE, Stack.EMPTY, 0, 0, 0, "");
  }

  private static ThreadInfo thread() {
    return new ThreadInfo(1, "worker", Thread.currentThread().getId(), 1, false, false);
  }
}
