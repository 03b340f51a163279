package io.mapiaudit.benchmarks.process;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The part that replays journals of several sizes in a heap of 256 MiB. */
public final class ReplayBenchmarks {

  private static final long MILLION = 1_000_000;
  private static final int USUAL_THREADS = 200;
  private static final double EVENTS_A_SECOND = 3e6;

  /** What is flat may still differ so much: the collector fills what heap it has as it likes. */
  private static final double FLAT = 1.5;

  /** Times as much work may take so much more than times the time. */
  private static final double LINEAR = 1.25;

  private final RowFile rows;
  private final String agent;
  private final String classes;
  private final Path folder;

  private ReplayBenchmarks(RowFile rows, String agent, String classes, String folder) {
    this.rows = rows;
    this.agent = agent;
    this.classes = classes;
    this.folder = Path.of(folder);
  }

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; the agent's jar; class path of its tests; a folder
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = arguments[1].equals("quick");
    ReplayBenchmarks part =
        new ReplayBenchmarks(RowFile.of(arguments[0]), arguments[2], arguments[3], arguments[4]);
    Launch.Outcome million = part.replay(MILLION, USUAL_THREADS, 0);
    Launch.Outcome tenMillion = part.replay(10 * MILLION, USUAL_THREADS, 0);
    part.speed(tenMillion);
    part.growth("events, 1 to 10 million", million, tenMillion, 10);
    if (!quick) {
      part.growth(
          "events, 10 to 100 million",
          tenMillion,
          part.replay(100 * MILLION, USUAL_THREADS, 0),
          10);
    }
    part.growth(
        "threads, 1 to 10,000",
        part.replay(2 * MILLION, 1, 0),
        part.replay(2 * MILLION, 10_000, 0),
        1);
    part.growth(
        "live sessions, 1 to 100,000",
        part.replay(2 * MILLION, USUAL_THREADS, 1),
        part.replay(2 * MILLION, USUAL_THREADS, 100_000),
        1);
  }

  private void speed(Launch.Outcome run) {
    double rate = 10 * MILLION / run.seconds;
    rows.add(
        Row.of("replay, 10 million events")
            .target("≥ 3 million events/s, heap ≤ 256 MiB")
            .measured(rate / 1e6, "M events/s")
            .met(rate >= EVENTS_A_SECOND)
            .detail(
                "%.1f s with the JVM's start, -Xmx256m, peak %.0f MiB resident",
                run.seconds, run.peakKib / 1024.0));
  }

  /** Compares two replays, of which the second had so many times the events. */
  private void growth(String what, Launch.Outcome small, Launch.Outcome large, int times) {
    double time = large.seconds / small.seconds / times;
    double memory = (double) large.peakKib / small.peakKib;
    rows.add(
        Row.of("replay, growth with " + what)
            .target("linear in events, flat in memory")
            .ratio(time)
            .met(time <= LINEAR && memory <= FLAT)
            .detail(
                "time for an event × %.2f; %.1f s, %.0f MiB resident, then %.1f s, %.0f MiB;"
                    + " -Xmx256m",
                time,
                small.seconds,
                small.peakKib / 1024.0,
                large.seconds,
                large.peakKib / 1024.0));
  }

  private Launch.Outcome replay(long events, int threads, int live)
      throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    try {
      Launch.Outcome recorded =
          Launch.run(
              Launch.java(
                  List.of("-cp", classes),
                  "io.mapiaudit.journal.LargeJournal",
                  run.toString(),
                  String.valueOf(events),
                  String.valueOf(threads),
                  String.valueOf(live)));
      if (recorded.code != 0) {
        throw new IllegalStateException("recording ended with " + recorded.code);
      }
      Launch.Outcome replayed =
          Launch.run(
              Launch.java(List.of("-Xmx256m", "-jar", agent), "replay", "--json", run.toString()));
      // 1 tells of findings, which there are.
      if (replayed.code > 1) {
        throw new IllegalStateException("replay ended with " + replayed.code);
      }
      return replayed;
    } finally {
      Launch.delete(run);
    }
  }
}
