package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.JournalProblem.Kind;
import io.mapiaudit.model.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files between their being listed and their being read. */
class JournalReaderTest {

  @TempDir Path dir;

  private final List<JournalProblem> problems = new ArrayList<>();
  private Path third;

  @BeforeEach
  void record() throws Exception {
    try (JournalWriter writer = Samples.smallJournal(dir, 64, 2)) {
      Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
      for (long sequence = 0; sequence < 4L * Samples.SMALL_SEGMENT / RecordLayout.SLOT_BYTES; ) {
        sequence = Samples.callUnhurried(writer, thread, 0);
      }
    }
    third = SegmentFiles.path(dir, 3);
  }

  private interface Change {
    void make() throws Exception;
  }

  private void readAfter(Change change) throws Exception {
    try (JournalReader reader = JournalReader.open(dir, problems::add)) {
      reader.next();
      change.make();
      while (reader.next() != null) {}
    }
  }

  private void assertOnly(Kind kind, String message) {
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).kind()).isEqualTo(kind);
    assertThat(problems.get(0).file()).isEqualTo(third);
    assertThat(problems.get(0).message()).contains(message);
    assertThat(problems.get(0).toString()).startsWith(third + ", byte 0: ").contains(message);
  }

  @Test
  void a_file_deleted_meanwhile_is_missing() throws Exception {
    readAfter(() -> Files.delete(third));
    assertOnly(Kind.MISSING, "deleted while it was to be read");
  }

  @Test
  void a_file_used_anew_meanwhile_is_missing() throws Exception {
    readAfter(() -> Files.write(third, new byte[Samples.SMALL_SEGMENT]));
    assertOnly(Kind.MISSING, "dropped while it was to be read");
  }

  @Test
  void a_file_damaged_meanwhile_is_damaged() throws Exception {
    byte[] bytes = Files.readAllBytes(third);
    bytes[RecordLayout.SEGMENT_NUMBER_AT] ^= 1;
    readAfter(() -> Files.write(third, bytes));
    assertOnly(Kind.DAMAGED, "damaged segment header");
  }

  @Test
  void what_cannot_be_read_meanwhile_is_unreadable() throws Exception {
    readAfter(
        () -> {
          Files.delete(third);
          Files.createDirectory(third);
        });
    assertOnly(Kind.UNREADABLE, "cannot be read: ");
  }

  @Test
  void what_cannot_be_read_from_the_start_is_named_and_its_segment_missing() throws Exception {
    Files.delete(third);
    Files.createDirectory(third);
    Samples.read(dir, problems);
    assertThat(problems)
        .extracting(JournalProblem::kind)
        .containsExactly(Kind.UNREADABLE, Kind.MISSING);
  }

  @Test
  void a_link_that_leads_nowhere_is_missing() throws Exception {
    Files.delete(third);
    Files.createSymbolicLink(third, Paths.get("nowhere"));
    Samples.read(dir, problems);
    assertThat(problems)
        .extracting(JournalProblem::kind)
        .containsExactly(Kind.MISSING, Kind.MISSING);
    assertThat(problems.get(0).file()).isEqualTo(third);
  }

  @Test
  void a_closed_reader_gives_no_more_events() throws Exception {
    JournalReader reader = JournalReader.open(dir, problems::add);
    assertThat(reader.next()).isNotNull();
    reader.close();
    assertThat(reader.next()).isNull();
    assertThat(problems).isEmpty();
  }
}
