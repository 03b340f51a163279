package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Kills an audited process at random moments and looks for what it had acknowledged; {@code
 * -Dkills=200} makes it a long run.
 */
class KilledProcessIT {

  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int TERMINATED = 77;

  /**
   * Fits into the two segments that are there at the start. However late the kill comes, the agent
   * has neither to wait for a disk nor to drop the oldest; then it may lose events, which it tells.
   */
  private static final LoadRun.Load LOAD = LoadRun.Load.of(31_000);

  /** Of acknowledgements, fewer than the load gives. */
  private static final int MOST_BYTES = 900_000;

  private final Tally tally = new Tally();

  /** How to end a process: returns once nothing of it runs any more. */
  private interface Killer {
    void kill(LoadRun run, Random random) throws IOException, InterruptedException;
  }

  /** What all runs of a test came to. */
  private static final class Tally {
    private int kills;
    private long acknowledged;
    private long found;
    private long lost;

    void print(Jvm jvm) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s: kills %d, events acknowledged %d, events found %d, lost %d",
              jvm.name(),
              kills,
              acknowledged,
              found,
              lost));
    }
  }

  @Test
  void nothing_acknowledged_is_lost_to_kill_9() throws Exception {
    Jvm jvm = LinuxJvm.own();
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      killOne(jvm, LOAD, random, KilledProcessIT::killInFlight);
    }
    tally.print(jvm);
    assertThat(tally.lost).isZero();
  }

  @Test
  void nothing_acknowledged_is_lost_to_TerminateProcess() throws Exception {
    Jvm jvm = new WindowsJvm("11");
    Jvms.assumeUsable(jvm);
    Random random = new Random(2);
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 4 == 3) {
        killOne(jvm, LOAD, random, KilledProcessIT::killInFlight);
      } else {
        LoadRun.Load load =
            new LoadRun.Load(0, 0, 1 + random.nextInt(kill % 4 == 0 ? 100 : 20_000));
        killOne(jvm, load, random, (run, unused) -> assertThat(run.await()).isEqualTo(TERMINATED));
      }
    }
    tally.print(jvm);
    assertThat(tally.lost).isZero();
  }

  /** After so many bytes of acknowledgements: some at the very start, most in full flight. */
  private static void killInFlight(LoadRun run, Random random) throws IOException {
    run.awaitOutput(1 + random.nextInt(random.nextInt(4) == 0 ? 100 : MOST_BYTES));
    run.kill();
  }

  private void killOne(Jvm jvm, LoadRun.Load load, Random random, Killer killer) throws Exception {
    Path folder = Project.output(jvm.name() + "/killed");
    try (LoadRun run = LoadRun.start(jvm, folder, LoadRun.options(jvm, folder), load)) {
      killer.kill(run, random);
      RecordedCalls calls = RecordedCalls.in(LoadRun.runFolder(folder));
      assertThat(calls.corruptions()).isEmpty();
      assertThat(calls.lostByAgent()).isZero();
      count(run.acknowledged(), calls);
      tally.kills++;
      tally.found += calls.events();
    }
    assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("mapi-audit:");
  }

  /** Two events for every call. */
  private void count(long[] acknowledged, RecordedCalls calls) {
    for (int thread = 0; thread < acknowledged.length; thread++) {
      RecordedCalls.OfThread recorded = calls.of("load-" + thread);
      tally.acknowledged += 2 * acknowledged[thread];
      tally.lost += Math.max(0, acknowledged[thread] - recorded.entered());
      tally.lost += Math.max(0, acknowledged[thread] - recorded.returned());
    }
  }
}
