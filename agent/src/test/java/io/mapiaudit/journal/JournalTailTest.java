package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {

  /** Records what it is given. */
  private static final class Seen implements EventHandler {
    final List<Long> numbers = new ArrayList<>();
    int runStarted;
    boolean ended;

    @Override
    public void on(CallEntered event) {
      numbers.add(event.object());
    }

    @Override
    public void on(RunStarted event) {
      runStarted++;
    }

    @Override
    public void on(RunEnded event) {
      ended = true;
    }
  }

  @TempDir Path dir;

  private final Seen seen = new Seen();
  private final AtomicLong now = new AtomicLong();
  private SegmentKeeper keeper;

  @BeforeEach
  void newKeeper() {
    keeper =
        new SegmentKeeper(
            dir,
            Samples.RUN,
            new JournalSettings(Samples.SMALL_SEGMENT, 8, 2),
            JournalClock.system(),
            SegmentFiles::allocate);
  }

  @Test
  void poll_hands_over_what_was_appended_since_the_last_poll() throws Exception {
    try (JournalWriter writer = Samples.smallJournal(dir, 8, 2);
        JournalTail tail = writer.tail()) {
      Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
      assertThat(tail.poll(seen, 100)).isEqualTo(1);
      assertThat(seen.runStarted).isEqualTo(1);
      Samples.call(writer, thread, 1);
      Samples.call(writer, thread, 2);
      assertThat(tail.poll(seen, 100)).isEqualTo(2);
      assertThat(tail.poll(seen, 100)).isZero();
      Samples.call(writer, thread, 3);
      assertThat(tail.poll(seen, 100)).isEqualTo(1);
      assertThat(seen.numbers).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void poll_stops_at_its_limit_and_goes_on_there() throws Exception {
    try (JournalWriter writer = Samples.smallJournal(dir, 8, 2);
        JournalTail tail = writer.tail()) {
      Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
      for (int i = 0; i < 10; i++) {
        Samples.call(writer, thread, i);
      }
      assertThat(tail.poll(seen, 4)).isEqualTo(4);
      assertThat(tail.poll(seen, 100)).isEqualTo(7);
    }
  }

  @Test
  void follows_across_segments_and_sees_what_a_reader_sees() throws Exception {
    JournalWriter writer = Samples.smallJournal(dir, 64, 2);
    JournalTail tail = writer.tail();
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    int appended = 0;
    while (writer.bytesOnDisk() < 40L * Samples.SMALL_SEGMENT) {
      Samples.callUnhurried(writer, thread, appended++);
      tail.poll(seen, 10);
    }
    writer.close();
    while (tail.poll(seen, 1000) > 0) {}
    assertThat(seen.ended).isTrue();
    assertThat(seen.numbers).hasSize(appended).isSorted().doesNotHaveDuplicates();
    assertThat(tail.unanalysed()).isZero();

    Seen replayed = new Seen();
    for (Event event : Samples.read(dir)) {
      event.deliverTo(replayed);
    }
    assertThat(replayed.numbers).isEqualTo(seen.numbers);
    assertThat(replayed.runStarted).isEqualTo(seen.runStarted);
  }

  @Test
  void a_lagging_tail_reads_finished_segments_from_their_files() throws Exception {
    JournalWriter writer = Samples.smallJournal(dir, 64, 2);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    JournalTail tail = writer.tail();
    tail.poll(seen, 1);
    int appended = 0;
    while (writer.bytesOnDisk() < 40L * Samples.SMALL_SEGMENT) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    while (tail.poll(seen, 1000) > 0) {}
    writer.close();
    assertThat(seen.numbers).hasSize(appended).isSorted();
    assertThat(tail.unanalysed()).isZero();
  }

  @Test
  void events_deleted_before_they_were_read_are_counted_as_unanalysed() throws Exception {
    JournalWriter writer = Samples.smallJournal(dir, 8, 2);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    JournalTail tail = writer.tail();
    tail.poll(seen, 1);
    long appended = 0;
    while (writer.deletedSegments() < 20) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    while (tail.poll(seen, 1000) > 0) {}
    writer.close();
    assertThat(writer.lostEvents()).isZero();
    assertThat(tail.unanalysed()).isPositive();
    assertThat(seen.numbers.size() + tail.unanalysed()).isEqualTo(appended);
  }

  @Test
  void a_place_claimed_and_never_filled_is_passed_over_after_a_while() throws Exception {
    try (JournalTail tail = beforeAPlaceNeverFilled()) {
      end(new EventAppender(keeper, JournalClock.system()));

      now.set(TimeUnit.HOURS.toNanos(5));
      assertThat(tail.poll(seen, 10)).isZero();
      lookOnFor(tail, JournalTail.PATIENCE_NANOS - 1);
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isFalse();
      assertThat(seen.ended).isFalse();
      now.incrementAndGet();
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isTrue();
      assertThat(tail.poll(seen, 10)).isEqualTo(1);
      assertThat(seen.ended).isTrue();
      assertThat(tail.unanalysed()).isEqualTo(1);
    } finally {
      keeper.stop();
    }
  }

  @Test
  void the_last_place_of_a_segment_never_filled_does_not_hold_the_next_up() throws Exception {
    keeper.start();
    EventAppender appender = new EventAppender(keeper, JournalClock.system());
    try (JournalTail tail = new JournalTail(keeper, now::get)) {
      Segment first = keeper.current();
      while (first.claimedSlots() < first.slots() - 1) {
        first.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0);
      }
      claimAndDie(first);
      end(appender);
      assertThat(keeper.current()).isNotSameAs(first);

      tail.poll(seen, 10_000);
      assertThat(seen.ended).isFalse();
      lookOnFor(tail, JournalTail.PATIENCE_NANOS);
      assertThat(seen.ended).isTrue();
    } finally {
      keeper.stop();
    }
  }

  @Test
  void a_process_that_was_stopped_has_its_threads_fill_what_they_claimed() throws Exception {
    try (JournalTail tail = beforeAPlaceNeverFilled()) {
      end(new EventAppender(keeper, JournalClock.system()));
      assertThat(tail.poll(seen, 10)).isZero();

      now.addAndGet(TimeUnit.MINUTES.toNanos(10));

      assertThat(tail.poll(seen, 10)).isZero();
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isFalse();
      assertThat(tail.unanalysed()).isZero();
    } finally {
      keeper.stop();
    }
  }

  @Test
  void it_is_not_at_its_end_while_a_thread_is_filling_what_it_claimed() throws Exception {
    try (JournalTail tail = beforeAPlaceNeverFilled()) {
      end(new EventAppender(keeper, JournalClock.system()));

      assertThat(tail.poll(seen, 10)).isZero();
      assertThat(tail.isAtEnd()).isFalse();
      lookOnFor(tail, JournalTail.PATIENCE_NANOS);
      assertThat(seen.ended).isTrue();
      assertThat(tail.isAtEnd()).isTrue();
    } finally {
      keeper.stop();
    }
  }

  @Test
  void a_place_never_filled_with_nothing_behind_it_does_not_keep_it_from_its_end()
      throws Exception {
    try (JournalTail tail = beforeAPlaceNeverFilled()) {
      assertThat(tail.poll(seen, 10)).isZero();
      assertThat(tail.isAtEnd()).isFalse();
      lookOnFor(tail, JournalTail.PATIENCE_NANOS);
      assertThat(tail.isAtEnd()).isTrue();
    } finally {
      keeper.stop();
    }
  }

  /** A tail that has all there was, when a thread claimed a place and never came back. */
  private JournalTail beforeAPlaceNeverFilled() throws Exception {
    keeper.start();
    JournalTail tail = new JournalTail(keeper, now::get);
    tail.poll(seen, 10);
    assertThat(tail.isAtEnd()).isTrue();
    claimAndDie(keeper.current());
    return tail;
  }

  /** As the engine does: again and again. */
  private void lookOnFor(JournalTail tail, long nanos) throws Exception {
    for (long left = nanos; left > 0; left -= JournalTail.LONGEST_LOOK_NANOS) {
      now.addAndGet(Math.min(left, JournalTail.LONGEST_LOOK_NANOS));
      tail.poll(seen, 10_000);
    }
  }

  private static void end(EventAppender appender) {
    appender.append(RecordLayout.RUN_ENDED, null, null, null, null, null, 0, 0, 0, 0);
  }

  private static void claimAndDie(Segment segment) {
    int[] calls = new int[1];
    try {
      segment.append(
          RecordLayout.ACCOUNT_NAMED,
          0,
          0,
          (out, limit) -> {
            out.putString("S-1").putString("A");
            if (++calls[0] == 2) {
              throw new IllegalStateException("the thread dies here");
            }
          });
    } catch (IllegalStateException expected) {
      assertThat(calls[0]).isEqualTo(2);
    }
  }

  @Test
  void await_change_returns_when_something_is_appended() throws Exception {
    try (JournalWriter writer = Samples.smallJournal(dir, 8, 2);
        JournalTail tail = writer.tail()) {
      tail.poll(seen, 10);
      assertThat(tail.awaitChange(1, TimeUnit.MILLISECONDS)).isFalse();
      Thread appender = new Thread(writer::tick);
      appender.start();
      assertThat(tail.awaitChange(1, TimeUnit.MINUTES)).isTrue();
      assertThat(tail.poll(seen, 10)).isEqualTo(1);
      appender.join();
    }
  }

  @Test
  void await_change_at_the_end_of_a_segment_waits_for_the_next_one() throws Exception {
    keeper.start();
    EventAppender appender = new EventAppender(keeper, JournalClock.system());
    try (JournalTail tail = new JournalTail(keeper, now::get)) {
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isTrue();
      Segment first = keeper.current();
      while (first.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0) != 0) {}
      assertThat(tail.poll(seen, 10_000)).isBetween(first.slots() - 10, first.slots());
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isFalse();
      end(appender);
      assertThat(tail.awaitChange(0, TimeUnit.SECONDS)).isTrue();
      assertThat(tail.poll(seen, 10)).isEqualTo(2);
      assertThat(seen.ended).isTrue();
    } finally {
      keeper.stop();
    }
  }

  @Test
  void a_segment_that_somebody_deleted_is_an_error_once_and_then_passed_over() throws Exception {
    JournalWriter writer = Samples.smallJournal(dir, 64, 2);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    JournalTail tail = writer.tail();
    tail.poll(seen, 1);
    long appended = 0;
    while (writer.bytesOnDisk() < 20L * Samples.SMALL_SEGMENT) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    Files.delete(SegmentFiles.path(dir, 5));
    assertThatThrownBy(
            () -> {
              while (tail.poll(seen, 1000) > 0) {}
            })
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("journal-00000005");
    while (tail.poll(seen, 1000) > 0) {}
    writer.close();
    int perSegment = Samples.SMALL_SEGMENT / RecordLayout.SLOT_BYTES;
    assertThat(seen.numbers).isSorted().doesNotHaveDuplicates().endsWith(appended - 1);
    assertThat(appended - seen.numbers.size()).isBetween(perSegment - 20L, (long) perSegment);
  }
}
