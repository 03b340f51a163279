package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.journal.JournalProblem.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

  private static final int SLOT = RecordLayout.SLOT_BYTES;

  @TempDir Path dir;

  private final List<JournalProblem> problems = new ArrayList<>();
  private Path file;
  private byte[] whole;
  private long firstCall;
  private long lastRecord;

  /** RunStarted, dictionary, ten calls, then a record of several slots. */
  @BeforeEach
  void record() throws Exception {
    try (JournalWriter writer = Samples.smallJournal(dir, 8, 2)) {
      Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
      firstCall = Samples.call(writer, thread, 0);
      for (int i = 1; i < 10; i++) {
        Samples.call(writer, thread, i);
      }
      char[] name = new char[200];
      Arrays.fill(name, 'x');
      lastRecord = writer.accountNamed("S-1", new String(name));
    }
    file = SegmentFiles.path(dir, 1);
    whole = Files.readAllBytes(file);
    Arrays.fill(whole, lastEnd(), whole.length, (byte) 0); // as if killed: no RunEnded
    Files.write(file, whole);
  }

  private int lastEnd() {
    return (int) (lastRecord + RecordLayout.slotsFor(4 + 3 + 4 + 200)) * SLOT;
  }

  private List<Event> read() throws IOException {
    problems.clear();
    return Samples.read(dir, problems);
  }

  private void writeWith(int at, int value) throws IOException {
    byte[] bytes = whole.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    Files.write(file, bytes);
  }

  @Test
  void a_killed_journal_reads_to_its_last_record_without_complaint() throws Exception {
    List<Event> events = read();
    assertThat(events).hasSize(12);
    assertThat(events.get(11)).isInstanceOf(AccountNamed.class);
    assertThat(problems).isEmpty();
  }

  @Test
  void a_file_cut_at_any_byte_of_the_last_record_keeps_all_before_it() throws Exception {
    for (int length = (int) lastRecord * SLOT; length < lastEnd(); length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read()).as("cut at %s", length).hasSize(11);
      assertThat(problems).as("cut at %s", length).hasSize(1);
      assertThat(problems.get(0).kind()).isEqualTo(Kind.CUT_OFF);
      assertThat(problems.get(0).offset()).isEqualTo(lastRecord * SLOT);
    }
  }

  @Test
  void a_last_record_torn_at_any_byte_keeps_all_before_it() throws Exception {
    for (int from = (int) lastRecord * SLOT; from < lastEnd() - SLOT; from++) {
      byte[] torn = whole.clone();
      Arrays.fill(torn, from, lastEnd(), (byte) 0);
      Files.write(file, torn);
      assertThat(read()).as("torn at %s", from).hasSize(11);
    }
  }

  @Test
  void one_flipped_bit_costs_one_record_and_is_named() throws Exception {
    int at = (int) (firstCall + 3) * SLOT;
    for (int bit = 0; bit < SLOT * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[at + bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      assertThat(read()).as("bit %s", bit).hasSize(11);
      assertThat(problems).as("bit %s", bit).hasSize(1);
      assertThat(problems.get(0).kind()).isEqualTo(Kind.DAMAGED);
      assertThat(problems.get(0).file()).isEqualTo(file);
      assertThat(problems.get(0).offset()).isEqualTo(at);
    }
  }

  @Test
  void a_place_never_filled_between_others_is_passed_over() throws Exception {
    writeWith((int) (firstCall + 4) * SLOT, 0);
    assertThat(read()).hasSize(11);
    assertThat(problems).extracting(JournalProblem::kind).containsExactly(Kind.UNFINISHED);
    assertThat(problems.get(0).isCorruption()).isFalse();
  }

  @Test
  void a_record_at_another_place_than_its_own_is_damage() throws Exception {
    byte[] moved = whole.clone();
    int from = (int) firstCall * SLOT;
    System.arraycopy(whole, from, moved, from + SLOT, SLOT);
    Files.write(file, moved);
    assertThat(read()).hasSize(11);
    assertThat(problems.get(0).offset()).isEqualTo(from + SLOT);
  }

  @Test
  void an_event_whose_identity_record_is_damaged_has_an_unknown_identity() throws Exception {
    Files.write(file, withDamaged(RecordLayout.IDENTITY));
    List<Event> events = read();
    assertThat(events).hasSize(12);
    assertThat(((CallEntered) events.get(1)).identity().isKnown()).isFalse();
    assertThat(((CallEntered) events.get(1)).stack()).isSameAs(Stack.EMPTY);
    assertThat(problems).hasSize(2).allMatch(JournalProblem::isCorruption);
  }

  @Test
  void an_event_whose_thread_record_is_damaged_is_left_out() throws Exception {
    Files.write(file, withDamaged(RecordLayout.THREAD));
    assertThat(read()).hasSize(2);
    assertThat(problems).hasSize(11).allMatch(JournalProblem::isCorruption);
  }

  private byte[] withDamaged(int type) {
    byte[] bytes = whole.clone();
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = SLOT; at < firstCall * SLOT; at += SLOT) {
      if (RecordLayout.typeOf(view.getInt(at)) == type && view.getInt(at + 8) == 0) {
        bytes[at + 40] ^= 1;
        return bytes;
      }
    }
    throw new AssertionError("no record of type " + type);
  }

  @Test
  void a_file_with_too_many_damaged_places_is_given_up_and_named_once_more() throws Exception {
    Path many = dir.resolve("many");
    try (JournalWriter writer = Samples.smallJournal(many, 8, 2)) {
      for (int i = 0; i < 200; i++) {
        writer.tick();
      }
    }
    Path damaged = SegmentFiles.path(many, 1);
    byte[] bytes = Files.readAllBytes(damaged);
    for (int slot = 20; slot < 200; slot += 2) {
      bytes[slot * SLOT + 20] ^= 1;
    }
    Files.write(damaged, bytes);
    assertThat(Samples.read(many, problems).size()).isBetween(30, 60);
    assertThat(problems).hasSize(32);
    assertThat(problems.get(31).message()).contains("too much damage");
  }

  @Test
  void a_newer_format_is_refused_with_both_versions_named() throws Exception {
    writeWith(RecordLayout.VERSION_AT, 4);
    assertThatThrownBy(this::read)
        .isInstanceOf(JournalFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("format 4 is newer than format 3");
  }

  @Test
  void the_format_before_is_read_as_it_is() throws Exception {
    List<Event> now = Samples.read(dir);
    byte[] bytes = whole.clone();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(RecordLayout.VERSION_AT, 1);
    header.putInt(RecordLayout.HEADER_CHECKSUM_AT, Checksum.ofHeader(header));
    Files.write(file, bytes);
    assertThat(read()).hasSameSizeAs(now);
    assertThat(problems).isEmpty();
  }

  @Test
  void a_damaged_header_is_named_and_the_next_segment_is_read() throws Exception {
    Path elsewhere = dir.resolve("other");
    try (JournalWriter writer = Samples.smallJournal(elsewhere, 64, 2)) {
      Ref<ThreadInfo> thread = writer.intern(Samples.thread(1));
      while (SegmentFiles.list(elsewhere).size() < 5) {
        Samples.callUnhurried(writer, thread, 0);
      }
    }
    int before = Samples.read(elsewhere).size();
    Path second = SegmentFiles.path(elsewhere, 2);
    byte[] bytes = Files.readAllBytes(second);
    bytes[RecordLayout.FIRST_SEQUENCE_AT] ^= 1;
    Files.write(second, bytes);
    List<Event> events = Samples.read(elsewhere, problems);
    assertThat(events.size()).isBetween(before - Samples.SMALL_SEGMENT / SLOT, before - 900);
    assertThat(problems)
        .extracting(JournalProblem::kind)
        .containsExactly(Kind.DAMAGED, Kind.MISSING);
    assertThat(problems.get(0).file()).isEqualTo(second);
  }

  @Test
  void a_file_that_is_no_segment_is_named() throws Exception {
    Files.write(SegmentFiles.path(dir, 7), new byte[] {1});
    Files.write(SegmentFiles.path(dir, 8), new byte[4096 + 1]);
    Files.write(
        SegmentFiles.path(dir, 9),
        "not a journal at all, but long enough to be one slot of it............."
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Files.copy(file, SegmentFiles.path(dir, 10));
    assertThat(read()).hasSize(12);
    assertThat(problems)
        .extracting(p -> p.file().getFileName().toString())
        .containsExactly("journal-00000007.maj", "journal-00000009.maj", "journal-00000010.maj");
  }

  @Test
  void a_folder_without_a_journal_is_an_error() throws Exception {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    assertThatThrownBy(() -> JournalReader.open(empty, problems::add))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no journal");
  }

  @Test
  void peek_does_not_take_the_event() throws Exception {
    try (JournalReader reader = JournalReader.open(dir, problems::add)) {
      Event first = reader.peek();
      assertThat(reader.peek()).isSameAs(first);
      assertThat(reader.next()).isSameAs(first);
      assertThat(reader.next()).isNotSameAs(first);
    }
  }
}
