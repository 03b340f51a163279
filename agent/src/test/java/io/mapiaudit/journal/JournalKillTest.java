package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a recorder at random moments; {@code -Dkills=200} makes it a long run. */
@Tag("slow")
class JournalKillTest {

  private static final int KILLS = Integer.getInteger("kills", 20);

  @TempDir Path temp;

  private long acknowledgedEvents;
  private long foundEvents;
  private long lostEvents;

  @Test
  void a_killed_process_loses_no_event_it_has_acknowledged() throws Exception {
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      Path dir = temp.resolve("run-" + kill);
      // A few kills at the very start, most of them in full flight.
      long[] acknowledged =
          recordAndKill(dir, 10 + random.nextInt(kill % 4 == 0 ? 100 : 1_000_000));
      check(dir, acknowledged);
      for (Path file : SegmentFiles.list(dir)) {
        Files.delete(file);
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "kills %d, events acknowledged %d, events found %d, lost %d",
            KILLS,
            acknowledgedEvents,
            foundEvents,
            lostEvents));
    assertThat(lostEvents).isZero();
  }

  /** Kills after so many bytes of acknowledgements; the last one of each thread is returned. */
  private static long[] recordAndKill(Path dir, int bytes)
      throws IOException, InterruptedException {
    Path out = dir.resolveSibling(dir.getFileName() + ".out");
    Process process =
        new ProcessBuilder(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRecorder.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile())
            .start();
    try {
      while (Files.size(out) < bytes) {
        assertThat(process.isAlive()).isTrue();
        LockSupport.parkNanos(100_000);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledgedIn(out);
  }

  private static long[] acknowledgedIn(Path out) throws IOException {
    long[] acknowledged = new long[KilledRecorder.THREADS];
    Arrays.fill(acknowledged, -1);
    String all = new String(Files.readAllBytes(out), StandardCharsets.US_ASCII);
    for (String line : all.substring(0, all.lastIndexOf('\n')).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      acknowledged[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
    }
    return acknowledged;
  }

  private void check(Path dir, long[] acknowledged) throws IOException {
    List<JournalProblem> problems = new ArrayList<>();
    long[] next = new long[KilledRecorder.THREADS];
    for (Event event : Samples.read(dir, problems)) {
      if (event instanceof CallEntered) {
        CallEntered call = (CallEntered) event;
        assertThat(call.object())
            .as("a gap in thread %s", call.thread())
            .isEqualTo(next[call.thread().id()]);
        next[call.thread().id()]++;
        foundEvents++;
      }
    }
    for (int i = 0; i < next.length; i++) {
      acknowledgedEvents += acknowledged[i] + 1;
      lostEvents += Math.max(0, acknowledged[i] + 1 - next[i]);
    }
    assertThat(problems).noneMatch(JournalProblem::isCorruption);
    assertThat(JournalReader.isBeingRecorded(dir)).isFalse();
  }
}
