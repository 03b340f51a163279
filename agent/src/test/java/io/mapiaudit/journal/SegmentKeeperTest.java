package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentKeeperTest {

  @TempDir Path temp;

  private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

  private SegmentKeeper keeper(int maxSegments) {
    return new SegmentKeeper(
        temp,
        Samples.RUN,
        new JournalSettings(Samples.SMALL_SEGMENT, maxSegments, 2),
        JournalClock.system(),
        (file, bytes) -> {
          if (room.getAndDecrement() <= 0) {
            throw new IOException("No space left on device");
          }
          return SegmentFiles.allocate(file, bytes);
        });
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().equals("mapi-audit-journal"));
    return threads;
  }

  @Test
  void its_thread_keeps_no_process_alive_and_ends_with_it() throws Exception {
    Set<Thread> others = threads();
    SegmentKeeper keeper = keeper(8);
    keeper.start();
    Set<Thread> own = threads();
    own.removeAll(others);
    keeper.stop();
    assertThat(own).hasSize(1).allMatch(Thread::isDaemon).noneMatch(Thread::isAlive);
  }

  @Test
  void moving_on_from_a_segment_twice_moves_once() throws Exception {
    SegmentKeeper keeper = keeper(8);
    keeper.start();
    Segment first = keeper.current();
    assertThat(keeper.moveOnFrom(first)).isTrue();
    Segment second = keeper.current();
    assertThat(second.number()).isEqualTo(2);
    assertThat(keeper.moveOnFrom(first)).isTrue();
    assertThat(keeper.current()).isSameAs(second);
    keeper.stop();
  }

  @Test
  void after_a_shortage_twice_as_many_segments_are_kept_ready() throws Exception {
    room.set(1);
    SegmentKeeper keeper = keeper(64);
    keeper.start();
    assertThat(keeper.moveOnFrom(keeper.current())).isFalse();
    room.set(100);
    Samples.await(() -> keeper.bytesOnDisk() >= 5L * Samples.SMALL_SEGMENT);
    assertThat(keeper.lastFailure()).contains("No space left");
    keeper.stop();
    assertThat(keeper.bytesOnDisk()).isEqualTo(Samples.SMALL_SEGMENT);
  }

  @Test
  void recording_goes_on_when_somebody_deletes_the_folder() throws Exception {
    Path run = temp.resolve("run");
    JournalWriter writer = Samples.smallJournal(run, 8, 2);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    try (java.nio.file.DirectoryStream<Path> files = Files.newDirectoryStream(run)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(run);
    for (int i = 0; !Files.isDirectory(run); i++) {
      assertThat(i).isLessThan(20_000);
      Samples.callUnhurried(writer, thread, i);
    }
    writer.close();
    assertThat(writer.lostEvents()).isZero();
  }

  /** A link to itself is a file that is there and cannot be opened, as when no handle is left. */
  private static void closeToReaders(Path file) throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, file);
  }

  @Test
  void nothing_recorded_is_dropped_while_no_file_can_be_opened() throws Exception {
    SegmentKeeper keeper = keeper(8);
    keeper.start();
    room.set(0);
    for (Path file : SegmentFiles.list(temp)) {
      closeToReaders(file);
    }
    while (keeper.moveOnFrom(keeper.current())) {
      // uses up what is prepared
    }
    Samples.await(() -> String.valueOf(keeper.lastFailure()).contains("FileSystemException"));
    assertThat(keeper.deletedSegments()).isZero();
    assertThat(SegmentFiles.list(temp)).hasSize(3);
    room.set(1);
    Samples.await(() -> keeper.moveOnFrom(keeper.current()));
    keeper.stop();
  }

  @Test
  void at_its_bound_nothing_recorded_is_dropped_while_no_file_can_be_opened() throws Exception {
    SegmentKeeper keeper = keeper(4);
    keeper.start();
    moveOn(keeper, 2);
    Samples.await(() -> keeper.bytesOnDisk() == 4L * Samples.SMALL_SEGMENT);
    List<Path> files = SegmentFiles.list(temp);
    for (Path file : files) {
      closeToReaders(file);
    }
    moveOn(keeper, 3);
    Samples.await(() -> String.valueOf(keeper.lastFailure()).contains("FileSystemException"));
    assertThat(keeper.deletedSegments()).isZero();
    assertThat(SegmentFiles.list(temp)).isEqualTo(files);
    keeper.stop();
  }

  @Test
  void a_file_that_alone_cannot_be_opened_is_dropped_as_any_other() throws Exception {
    SegmentKeeper keeper = keeper(4);
    keeper.start();
    closeToReaders(SegmentFiles.list(temp).get(0));
    for (int number = 2; number <= 6; number++) {
      moveOn(keeper, number);
    }
    assertThat(keeper.deletedSegments()).isPositive();
    keeper.stop();
  }

  private static void moveOn(SegmentKeeper keeper, long number) {
    Samples.await(() -> keeper.moveOnFrom(keeper.current()));
    assertThat(keeper.current().number()).isEqualTo(number);
  }

  @Test
  void every_segment_follows_a_wall_clock_that_ran_ahead() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AtomicLong wall = new AtomicLong(1_000_000);
    JournalSettings settings = new JournalSettings(Samples.SMALL_SEGMENT, 64, 2);
    JournalClock clock = new JournalClock(nanos::get, wall::get);
    JournalWriter writer =
        JournalWriter.open(
            temp.resolve("run"), Samples.RUN, settings, clock, SegmentFiles::allocate);
    wall.set(3_600_000_000L);
    for (int i = 0; i < 5000; i++) {
      Samples.await(writer::isNextReady);
      writer.tick();
    }
    writer.close();
    List<Event> events = Samples.read(temp.resolve("run"));
    assertThat(events)
        .filteredOn(Tick.class::isInstance)
        .last()
        .extracting(Event::timeMicros)
        .isEqualTo(3_600_000_000L);
  }
}
