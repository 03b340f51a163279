package io.mapiaudit.benchmarks.process;

import io.mapiaudit.benchmarks.process.RecordedJournal.Task;
import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The part that replays and reports journals of several sizes in a heap of 256 MiB. */
public final class ReplayBenchmarks {

  private static final long MILLION = 1_000_000;
  private static final double EVENTS_A_SECOND = 3e6;

  /** What is flat may still differ so much: the collector fills what heap it has as it likes. */
  private static final double FLAT = 1.5;

  /** Times as much work may take so much more than times the time. */
  private static final double LINEAR = 1.25;

  private final RowFile rows;
  private final String agent;
  private final String classes;
  private final Path folder;

  /** Turns that journals to be compared are taken in. */
  private final int rounds;

  private ReplayBenchmarks(RowFile rows, String agent, String classes, String folder, int rounds) {
    this.rows = rows;
    this.agent = agent;
    this.classes = classes;
    this.folder = Path.of(folder);
    this.rounds = rounds;
  }

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; the agent's jar; class path of its tests; a folder
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = arguments[1].equals("quick");
    ReplayBenchmarks part =
        new ReplayBenchmarks(
            RowFile.of(arguments[0]), arguments[2], arguments[3], arguments[4], quick ? 1 : 3);
    part.events(quick);
    part.shapes();
  }

  private RecordedJournal record(long events, String... shape)
      throws IOException, InterruptedException {
    return RecordedJournal.of(agent, classes, folder, events, Arrays.asList(shape));
  }

  private void events(boolean quick) throws IOException, InterruptedException {
    Map<Task, Launch.Outcome> largest = new EnumMap<>(Task.class);
    try (RecordedJournal million = record(MILLION);
        RecordedJournal tenMillion = record(10 * MILLION)) {
      for (Task task : Task.values()) {
        Compared both = Compared.of(task, rounds, million, tenMillion);
        speed(task, both.middle(1));
        growth(task, "events, 1 to 10 million", both.middle(0), both.middle(1), 10);
        largest.put(task, both.middle(1));
      }
    }
    if (quick) {
      return;
    }
    try (RecordedJournal hundredMillion = record(100 * MILLION)) {
      for (Task task : Task.values()) {
        Launch.Outcome after = hundredMillion.take(task);
        growth(task, "events, 10 to 100 million", largest.get(task), after, 10);
      }
    }
  }

  /** Journals of the same number of events that have more of something. */
  private void shapes() throws IOException, InterruptedException {
    try (RecordedJournal one = record(2 * MILLION, "threads=1");
        RecordedJournal many = record(2 * MILLION, "threads=10000")) {
      Compared both = Compared.of(Task.REPLAY, rounds, one, many);
      growth(Task.REPLAY, "threads, 1 to 10,000", both.middle(0), both.middle(1), 1);
    }
    try (RecordedJournal one = record(2 * MILLION, "opened=1");
        RecordedJournal inTurn = record(2 * MILLION, "opened=100000", "live=1");
        RecordedJournal atOnce = record(2 * MILLION, "opened=100000")) {
      Compared three = Compared.of(Task.REPLAY, rounds, one, inTurn, atOnce);
      growth(
          Task.REPLAY,
          "sessions one after another, 1 to 100,000",
          three.middle(0),
          three.middle(1),
          1);
      growth(Task.REPLAY, "live sessions, 1 to 100,000", three.middle(0), three.middle(2), 1);
      // A logon is judged by more rules than a read: what is left when the calls are the same.
      growth(
          Task.REPLAY,
          "live sessions, 1 to 100,000, the same calls",
          three.middle(1),
          three.middle(2),
          1);
    }
    try (RecordedJournal one = record(4 * MILLION, "places=100000", "astray=1000000000");
        RecordedJournal many = record(4 * MILLION, "places=100000", "astray=1")) {
      Compared both = Compared.of(Task.REPLAY, rounds, one, many);
      growth(Task.REPLAY, "places with findings, 1 to 100,000", both.middle(0), both.middle(1), 1);
    }
  }

  private void speed(Task task, Launch.Outcome run) {
    double rate = 10 * MILLION / run.seconds;
    rows.add(
        Row.of(task.label() + ", 10 million events")
            .target("≥ 3 million events/s, heap ≤ 256 MiB")
            .measured(rate / 1e6, "M events/s")
            .met(rate >= EVENTS_A_SECOND)
            .detail(
                "%.1f s with the JVM's start, -Xmx256m, peak %.0f MiB resident",
                run.seconds, run.peakKib / 1024.0));
  }

  /** Compares two runs, of which the second had so many times the events. */
  private void growth(
      Task task, String what, Launch.Outcome small, Launch.Outcome large, int times) {
    double time = large.seconds / small.seconds / times;
    double memory = (double) large.peakKib / small.peakKib;
    rows.add(
        Row.of(task.label() + ", growth with " + what)
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

  /** Runs of several journals by turns, so that what else the machine does meets all alike. */
  private static final class Compared {
    private final List<List<Launch.Outcome>> runs = new ArrayList<>();

    static Compared of(Task task, int rounds, RecordedJournal... journals)
        throws IOException, InterruptedException {
      Compared compared = new Compared();
      while (compared.runs.size() < journals.length) {
        compared.runs.add(new ArrayList<>());
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < journals.length; i++) {
          compared.runs.get(i).add(journals[i].take(task));
        }
      }
      return compared;
    }

    /** The run of this journal that took neither longest nor shortest. */
    Launch.Outcome middle(int journal) {
      List<Launch.Outcome> sorted = new ArrayList<>(runs.get(journal));
      sorted.sort(Comparator.comparingDouble(run -> run.seconds));
      return sorted.get(sorted.size() / 2);
    }
  }
}
