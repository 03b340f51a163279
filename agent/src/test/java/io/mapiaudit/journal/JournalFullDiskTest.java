package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventsLost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFullDiskTest {

  @TempDir Path dir;

  /** Refuses once it has given so many segments. */
  private JournalWriter openWithRoomFor(AtomicInteger room) throws IOException {
    return JournalWriter.open(
        dir,
        Samples.RUN,
        new JournalSettings(Samples.SMALL_SEGMENT, 16, 2),
        JournalClock.system(),
        (file, bytes) -> {
          if (room.getAndDecrement() <= 0) {
            throw new IOException("No space left on device");
          }
          return SegmentFiles.allocate(file, bytes);
        });
  }

  @Test
  void open_without_room_for_one_segment_fails_and_says_why() {
    assertThatThrownBy(() -> openWithRoomFor(new AtomicInteger(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void open_where_the_folder_cannot_be_made_names_it() throws Exception {
    Path occupied = Files.createFile(dir.resolve("file")).resolve("run");
    assertThatThrownBy(() -> JournalWriter.open(occupied, Samples.RUN, 1 << 20))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot prepare the run folder " + occupied);
  }

  @Test
  void a_disk_with_room_for_one_segment_loses_events_counts_them_and_tells_later()
      throws Exception {
    AtomicInteger room = new AtomicInteger(1);
    JournalWriter writer = openWithRoomFor(room);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    int kept = 0;
    while (Samples.call(writer, thread, kept) != 0) {
      kept++;
    }
    for (int i = 1; i < 500; i++) {
      assertThat(Samples.call(writer, thread, i)).isZero();
    }
    assertThat(writer.lostEvents()).isEqualTo(500);
    assertThat(writer.lastFailure()).contains("No space left");

    room.set(100);
    int last = kept;
    Samples.await(() -> Samples.call(writer, thread, last) != 0);
    writer.close();
    assertReported(Samples.read(dir), writer.lostEvents(), kept + 1);
  }

  private static void assertReported(List<Event> events, long lost, int kept) {
    assertThat(events)
        .filteredOn(EventsLost.class::isInstance)
        .extracting(e -> ((EventsLost) e).count())
        .satisfies(counts -> assertThat(counts.stream().mapToLong(c -> c).sum()).isEqualTo(lost));
    assertThat(events).filteredOn(CallEntered.class::isInstance).hasSize(kept);
  }

  @Test
  void a_disk_that_fills_up_later_costs_the_oldest_segments_not_the_newest() throws Exception {
    JournalWriter writer = openWithRoomFor(new AtomicInteger(6));
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    long appended = 0;
    while (writer.deletedSegments() < 10) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    writer.close();
    assertThat(writer.lostEvents()).isZero();
    List<Event> events = Samples.read(dir);
    assertThat(events)
        .filteredOn(CallEntered.class::isInstance)
        .last()
        .extracting(e -> ((CallEntered) e).object())
        .isEqualTo(appended - 1);
    assertThat(events)
        .filteredOn(CallEntered.class::isInstance)
        .hasSize((int) (appended - writer.deletedEvents()));
  }

  @Tag("slow")
  @Test
  void a_real_full_file_system_is_survived() throws Exception {
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir.toString());
    if (!mounted) {
      System.out.println("skipped: a small tmpfs cannot be mounted here");
    }
    assumeTrue(mounted, "a small tmpfs cannot be mounted here");
    try {
      fillAndRead(dir.resolve("run"));
    } finally {
      run("umount", "-l", dir.toString()); // what is still mapped keeps it busy
    }
  }

  /** The bound is four times what the file system holds. */
  private static void fillAndRead(Path run) throws Exception {
    JournalWriter writer =
        JournalWriter.open(
            run,
            Samples.RUN,
            new JournalSettings(Samples.SMALL_SEGMENT, 64, 2),
            JournalClock.system(),
            SegmentFiles::allocate);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    long appended = 0;
    while (writer.deletedSegments() < 50) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    writer.close();
    assertThat(writer.lostEvents()).isZero();
    assertThat(writer.lastFailure()).contains("No space left");
    assertThat(Samples.read(run))
        .filteredOn(CallEntered.class::isInstance)
        .hasSize((int) (appended - writer.deletedEvents()));
  }

  @Tag("slow")
  @Test
  void a_read_only_file_system_is_refused_at_open() throws Exception {
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", dir.toString());
    if (!mounted) {
      System.out.println("skipped: a read-only tmpfs cannot be mounted here");
    }
    assumeTrue(mounted, "a read-only tmpfs cannot be mounted here");
    try {
      assertThatThrownBy(() -> JournalWriter.open(dir.resolve("run"), Samples.RUN, 1 << 20))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot prepare the run folder")
          .hasMessageContaining("Read-only file system");
    } finally {
      run("umount", "-l", dir.toString()); // what is still mapped keeps it busy
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
