package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mapiaudit.model.ThreadInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand damaged and forged journals, each made from a seed: none may hurt its reader. */
class JournalMutationTest {

  private static final int JOURNALS = 10_000;

  @TempDir Path dir;

  @Tag("slow")
  @Test
  void no_mutated_journal_crashes_or_hangs_its_reader() throws Exception {
    byte[] first = record();
    int most = Samples.read(dir).size();
    Path file = SegmentFiles.path(dir, 1);
    for (int seed = 0; seed < JOURNALS; seed++) {
      Random random = new Random(seed);
      byte[] mutated = seed % 2 == 0 ? damage(first, random) : forge(first, random);
      Files.write(file, mutated);
      int read = assertTimeoutPreemptively(Duration.ofSeconds(20), this::readAll, "seed " + seed);
      // Forging may well make events of what was none; damage may not.
      int limit = seed % 2 == 0 ? most : 120;
      assertThat(read).as("events read from the journal of seed %s", seed).isBetween(0, limit);
    }
  }

  private int readAll() throws IOException {
    List<JournalProblem> problems = new ArrayList<>();
    try {
      int events = Samples.read(dir, problems).size();
      assertThat(problems.size()).isLessThan(100);
      return events;
    } catch (JournalFormatException e) {
      assertThat(e.isNewerFormat()).isTrue();
      return 0;
    }
  }

  /** One small segment with every type of dictionary record in it; the rest of it is empty. */
  private byte[] record() throws IOException {
    try (JournalWriter writer = Samples.smallJournal(dir, 8, 2)) {
      for (int i = 0; i < 20; i++) {
        Ref<ThreadInfo> thread = writer.intern(Samples.thread(i));
        Samples.call(writer, thread, i);
        writer.callEntered(
            thread,
            writer.intern(Samples.ALICE),
            writer.intern(Samples.LOGON),
            writer.intern(Samples.STACK),
            1,
            2,
            3,
            writer.intern("profile"));
        writer.accountNamed("S-1", "account");
      }
    }
    return Files.readAllBytes(SegmentFiles.path(dir, 1));
  }

  /** Flips, overwrites, copies, or cuts. */
  static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int used = 120 * RecordLayout.SLOT_BYTES;
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      int at = random.nextInt(used);
      switch (random.nextInt(4)) {
        case 0:
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 1:
          bytes[at] = (byte) random.nextInt();
          break;
        case 2:
          System.arraycopy(whole, at, bytes, random.nextInt(used), random.nextInt(500));
          break;
        default:
          Arrays.fill(bytes, at, at + random.nextInt(200), (byte) random.nextInt());
          break;
      }
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Puts nonsense into records and then makes their checksums right, as an attacker would. */
  static byte[] forge(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      int slot = 1 + random.nextInt(120);
      int at = slot * RecordLayout.SLOT_BYTES;
      int commit = view.getInt(at);
      int slots = RecordLayout.slotsOf(commit);
      if (slots == 0 || slots > 100) {
        continue;
      }
      if (random.nextInt(3) == 0) {
        commit = RecordLayout.commit(random.nextInt(32), slots);
      }
      int word = at + 8 + 4 * random.nextInt(slots * 16 - 2);
      view.putInt(word, random.nextBoolean() ? random.nextInt() : random.nextInt(2000) - 1000);
      view.putInt(at, commit);
      view.putInt(at + RecordLayout.CHECKSUM_AT, Checksum.ofRecord(view, at, commit, slot));
    }
    return bytes;
  }

  @Test
  void a_journal_made_to_be_slow_is_given_up_in_time() throws Exception {
    int slots = RecordLayout.MAX_SEGMENT_BYTES / RecordLayout.SLOT_BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(RecordLayout.MAX_SEGMENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Segment segment = new Segment(1, bytes);
    segment.writeHeader(0, 0);
    int longest = RecordLayout.commit(RecordLayout.STACK, RecordLayout.MAX_RECORD_SLOTS);
    for (int slot = 1; slot < slots; slot++) {
      segment.view().putInt(slot * RecordLayout.SLOT_BYTES, longest);
    }
    byte[] file = new byte[RecordLayout.MAX_SEGMENT_BYTES];
    segment.view().get(file);
    Files.write(SegmentFiles.path(dir, 1), file);
    // Hours, if it were not given up; a second as it is, which may be many on a busy machine.
    int read = assertTimeoutPreemptively(Duration.ofSeconds(60), this::readAll);
    assertThat(read).isZero();
  }
}
