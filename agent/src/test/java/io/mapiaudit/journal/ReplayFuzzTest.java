package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mapiaudit.cli.Main;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.ThreadInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged and forged journals through the whole of {@code replay}, rules included:
 * each made from a seed, none may hurt. {@code -Dfuzz=100000} makes as many.
 */
@Tag("slow")
class ReplayFuzzTest {

  private static final int JOURNALS = Integer.getInteger("fuzz", 2_000);
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final EntryPoint RELEASE = entryPoint(Kind.RELEASE, "IUnknown", "Release");
  private static final EntryPoint NOTIFICATION =
      entryPoint(Kind.NOTIFICATION, "IMAPIAdviseSink", "OnNotify");

  @TempDir Path dir;

  @Test
  void no_journal_makes_replay_throw_hang_or_take_much_memory() throws Exception {
    Path run = dir.resolve("run");
    byte[] whole = record(run);
    Path file = SegmentFiles.path(run, 1);
    assertThat(replay(-1)).as("the journal as recorded gives findings").contains("logon");
    for (int seed = 0; seed < JOURNALS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = whole;
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes = random.nextBoolean() ? forge(bytes, random) : damage(bytes, random);
      }
      Files.write(file, bytes);
      int number = seed;
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> replay(number), "seed " + seed);
    }
  }

  private static byte[] forge(byte[] bytes, Random random) {
    return bytes.length < 128 * RecordLayout.SLOT_BYTES
        ? bytes
        : JournalMutationTest.forge(bytes, random);
  }

  private static byte[] damage(byte[] bytes, Random random) {
    return bytes.length < 128 * RecordLayout.SLOT_BYTES
        ? bytes
        : JournalMutationTest.damage(bytes, random);
  }

  private String replay(int seed) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] command =
        seed % 2 == 0
            ? new String[] {"replay", dir.toString()}
            : new String[] {"replay", "--json", dir.toString()};
    long before = allocated();
    int code =
        Main.run(command, new PrintStream(out, true, "UTF-8"), new PrintStream(err, true, "UTF-8"));
    assertThat(allocated() - before).as("bytes for seed %s", seed).isLessThan(MOST_ALLOCATED);
    assertThat(code).as("seed %s: %s", seed, err).isIn(0, 1, 10);
    assertThat(err.toString("UTF-8")).doesNotContain("nobody foresaw").hasSizeLessThan(100_000);
    return out.toString("UTF-8");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Sessions that cross identities, so that the rules have something to do. */
  private static byte[] record(Path run) throws IOException {
    try (JournalWriter writer = Samples.smallJournal(run, 8, 2)) {
      writer.accountNamed(Samples.ALICE.sid(), "CORP\\alice");
      writer.environmentObserved("key", "value");
      for (int i = 1; i <= 20; i++) {
        Ref<ThreadInfo> one = writer.intern(Samples.thread(1 + i % 3));
        Ref<ThreadInfo> other = writer.intern(Samples.thread(4 + i % 2));
        call(writer, one, Samples.ALICE, Samples.LOGON, 0, 0x1000 + i);
        call(writer, other, Samples.SERVICE, NOTIFICATION, 0x1000 + i, 0);
        writer.threadStarted(one, writer.intern(Samples.ALICE), null, other);
        writer.taskSubmitted(one, writer.intern(Samples.ALICE), null, i);
        writer.taskStarted(other, writer.intern(Samples.SERVICE), i);
        call(writer, other, Samples.SERVICE, RELEASE, 0x1000 + i, 0);
        writer.taskEnded(other, writer.intern(Samples.SERVICE), i);
      }
    }
    return Files.readAllBytes(SegmentFiles.path(run, 1));
  }

  private static void call(
      JournalWriter writer,
      Ref<ThreadInfo> thread,
      Identity identity,
      EntryPoint entryPoint,
      long object,
      long created) {
    long id =
        writer.callEntered(
            thread,
            writer.intern(identity),
            writer.intern(entryPoint),
            writer.intern(Samples.STACK),
            object,
            0,
            0,
            writer.intern("profile"));
    writer.callReturned(id, thread, null, writer.intern(entryPoint), null, 0, created, false);
  }

  private static EntryPoint entryPoint(Kind kind, String owner, String name) {
    return new EntryPoint(kind, Bridge.JNA, owner, name, "", EntryPoint.ResultType.HRESULT);
  }
}
