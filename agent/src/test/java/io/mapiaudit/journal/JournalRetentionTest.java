package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.RunStarted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRetentionTest {

  private static final int MAX_SEGMENTS = 8;

  @TempDir Path dir;

  private final List<JournalProblem> problems = new ArrayList<>();

  private JournalWriter open() throws IOException {
    return Samples.smallJournal(dir, MAX_SEGMENTS, 2);
  }

  private static List<Long> numbers(List<Event> events) {
    return events.stream()
        .filter(CallEntered.class::isInstance)
        .map(e -> ((CallEntered) e).object())
        .collect(Collectors.toList());
  }

  private long fillUntilDropped(JournalWriter writer, int segments) throws IOException {
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    long appended = 0;
    while (writer.deletedSegments() < segments) {
      Samples.callUnhurried(writer, thread, appended++);
      assertThat(SegmentFiles.list(dir)).hasSizeLessThanOrEqualTo(MAX_SEGMENTS);
    }
    return appended;
  }

  @Test
  void the_oldest_segments_go_first_and_are_counted() throws Exception {
    JournalWriter writer = open();
    long appended = fillUntilDropped(writer, 20);
    writer.close();
    assertThat(writer.lostEvents()).isZero();
    assertThat(writer.deletedEvents()).isPositive();
    assertThat(writer.bytesOnDisk())
        .isLessThanOrEqualTo((long) MAX_SEGMENTS * Samples.SMALL_SEGMENT);

    List<Event> events = Samples.read(dir, problems);
    assertThat(events.get(0)).isInstanceOf(RunStarted.class);
    assertThat(numbers(events))
        .isEqualTo(
            LongStream.range(writer.deletedEvents(), appended)
                .boxed()
                .collect(Collectors.toList()));
    assertThat(problems).hasSize(1).noneMatch(JournalProblem::isCorruption);
  }

  @Test
  void every_segment_can_be_read_without_the_others() throws Exception {
    JournalWriter writer = Samples.smallJournal(dir, 64, 2);
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    long appended = 0;
    while (SegmentFiles.list(dir).size() < 10) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    writer.close();
    List<Path> files = SegmentFiles.list(dir);
    Files.delete(files.get(0));
    Files.delete(files.get(1));
    Files.delete(files.get(4));

    List<Event> events = Samples.read(dir, problems);
    List<Long> numbers = numbers(events);
    assertThat(events.get(0)).isInstanceOf(RunStarted.class);
    assertThat(numbers.get(numbers.size() - 1)).isEqualTo(appended - 1);
    assertThat(events)
        .filteredOn(CallEntered.class::isInstance)
        .allSatisfy(
            e -> {
              assertThat(((CallEntered) e).thread()).isEqualTo(Samples.thread(1));
              assertThat(((CallEntered) e).identity()).isEqualTo(Samples.ALICE);
            });
    assertThat(problems)
        .extracting(JournalProblem::kind)
        .containsExactly(JournalProblem.Kind.MISSING, JournalProblem.Kind.MISSING);
  }

  @Test
  void a_segment_with_an_unfilled_place_is_not_used_anew() throws Exception {
    SegmentShelf shelf = new SegmentShelf();
    Path file = SegmentFiles.path(dir, 1);
    Segment segment = new Segment(1, SegmentFiles.allocate(file, Samples.SMALL_SEGMENT));
    segment.writeHeader(0, 0);
    while (segment.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0) != 0) {}
    segment.view().putInt(100 * RecordLayout.SLOT_BYTES, 0);
    shelf.add(segment, file);

    assertThat(shelf.dropOldest(2, 0)).isNull();
    assertThat(file).doesNotExist();
    assertThat(shelf.droppedEvents()).isEqualTo(segment.slots() - 2);
  }

  @Test
  void a_full_segment_is_used_anew_unless_the_engine_reads_it() throws Exception {
    for (long tailed = 0; tailed <= 1; tailed++) {
      SegmentShelf shelf = new SegmentShelf();
      Path file = SegmentFiles.path(dir, 1);
      Segment segment = new Segment(1, SegmentFiles.allocate(file, Samples.SMALL_SEGMENT));
      segment.writeHeader(0, 0);
      while (segment.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0) != 0) {}
      shelf.add(segment, file);

      SegmentShelf.Blank blank = shelf.dropOldest(2, tailed);
      if (tailed == 1) {
        assertThat(blank).isNull();
        assertThat(segment.view().getLong(0)).isEqualTo(RecordLayout.MAGIC);
      } else {
        assertThat(blank.file).isEqualTo(file);
        assertThat(Files.readAllBytes(file)).containsOnly(0);
        Files.delete(file);
      }
    }
  }

  @Test
  void recording_goes_on_when_somebody_deletes_the_files() throws Exception {
    JournalWriter writer = open();
    Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
    Samples.call(writer, thread, 0);
    for (Path file : SegmentFiles.list(dir)) {
      Files.delete(file);
    }
    long appended = 1;
    while (writer.deletedSegments() < 6) {
      Samples.callUnhurried(writer, thread, appended++);
    }
    writer.close();
    assertThat(writer.lostEvents()).isZero();
    List<Long> numbers = numbers(Samples.read(dir, problems));
    assertThat(numbers).isNotEmpty().endsWith(appended - 1);
  }

  @Test
  void a_folder_that_holds_a_journal_is_not_recorded_into_again() throws Exception {
    open().close();
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds a journal already");
    assertThat(JournalReader.isBeingRecorded(dir)).isFalse();
  }

  @Test
  void a_run_is_being_recorded_until_it_is_closed() throws Exception {
    JournalWriter writer = open();
    assertThat(JournalReader.isBeingRecorded(dir)).isTrue();
    assertThatThrownBy(this::open).hasMessageContaining("already records into");
    writer.close();
    assertThat(JournalReader.isBeingRecorded(dir)).isFalse();
  }

  @Test
  void a_bound_that_is_too_small_is_refused() {
    assertThatThrownBy(() -> JournalWriter.open(dir, Samples.RUN, JournalSettings.MIN_BYTES - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1048576");
  }

  @Test
  void the_default_bound_makes_segments_of_eight_mebibytes() {
    JournalSettings settings = JournalSettings.bounded(256L << 20);
    assertThat(settings.segmentBytes()).isEqualTo(8 << 20);
    assertThat(settings.maxSegments()).isEqualTo(32);
    JournalSettings smallest = JournalSettings.bounded(JournalSettings.MIN_BYTES);
    assertThat(smallest.segmentBytes()).isEqualTo(64 << 10);
    assertThat(smallest.maxSegments()).isEqualTo(16);
  }

  @Test
  void a_file_that_cannot_be_deleted_counts_until_it_can() throws Exception {
    SegmentShelf shelf = new SegmentShelf();
    Path file = SegmentFiles.path(dir, 1);
    Path inside = Files.createDirectory(file).resolve("inside");
    Files.createFile(inside);
    shelf.add(new Segment(1, ByteBuffer.allocate(64)), file);
    shelf.add(new Segment(2, ByteBuffer.allocate(64)), SegmentFiles.path(dir, 2));
    assertThat(shelf.dropOldest(2, 0)).isNull();
    assertThat(shelf.size()).isEqualTo(2);
    assertThat(shelf.retryRefused()).isFalse();
    assertThat(shelf.lastFailure()).contains("DirectoryNotEmpty");
    Files.delete(inside);
    assertThat(shelf.retryRefused()).isTrue();
    assertThat(shelf.size()).isEqualTo(1);
    assertThat(shelf.oldest()).isEqualTo(2);
  }
}
