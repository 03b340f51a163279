package io.mapiaudit.benchmarks.calls;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;

/** The part that measures what is none of the audit's business, on threads it does not track. */
public final class UnauditedBenchmarks {

  private static final int TURNS = 4;
  private static final double CALL_BOUND = 1.02;
  private static final double CALL_BOUND_NANOS = 10;
  private static final double TASK_BOUND = 1.05;
  private static final int TASKS = 1_000;

  private UnauditedBenchmarks() {}

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full; stand-in for MAPI; what follows {@code -javaagent:}; home
   *     of a Java 21 or newer, or an empty string
   */
  public static void main(String[] arguments) throws RunnerException {
    Forks forks = new Forks(arguments[1].equals("quick"), arguments[2], arguments[3]);
    RowFile rows = RowFile.of(arguments[0]);
    Forks.Pair call = forks.pair(Subject.UNNAMED, false, TURNS, null);
    rows.add(
        row("JNA call no entry point names, untracked thread", call, 1)
            .target("≤ 1.02 × without the agent, or ≤ 10 ns")
            .met(call.ratio() <= CALL_BOUND || call.added() <= CALL_BOUND_NANOS));
    Path newer = arguments[4].isEmpty() ? null : Path.of(arguments[4]);
    tasks(rows, forks, newer, "untracked thread");
    tasks(
        rows,
        forks.besideTrackedThread(),
        newer,
        "untracked thread, in a process where another thread has made a MAPI call");
  }

  private static void tasks(RowFile rows, Forks forks, Path newer, String where)
      throws RunnerException {
    task(rows, "Thread.start and join, " + where, forks, Subject.THREAD_START, 1);
    task(rows, "executor task that is waited for, " + where, forks, Subject.EXECUTOR_WAITED_FOR, 1);
    String empty = "empty executor task, a thousand in a row, " + where;
    task(rows, empty, forks, Subject.EXECUTOR, TASKS);
    String virtual = "virtual thread, " + where;
    if (newer == null) {
      rows.add(Row.of(virtual).notMeasured("there is no Java 21 or newer here"));
    } else {
      add(rows, virtual, forks.pair(Subject.VIRTUAL_THREADS, false, TURNS, newer), TASKS);
    }
  }

  private static void task(RowFile rows, String what, Forks forks, Subject subject, int times)
      throws RunnerException {
    add(rows, what, forks.pair(subject, false, TURNS, null), times);
  }

  private static void add(RowFile rows, String what, Forks.Pair pair, int times) {
    rows.add(
        row(what, pair, times)
            .target("≤ 1.05 × without the agent")
            .met(pair.ratio() <= TASK_BOUND));
  }

  private static Row row(String what, Forks.Pair pair, int times) {
    return Row.of(what)
        .measured(pair.with / times, "ns")
        .ratio(pair.ratio())
        .detail(
            "%.0f ns without the agent, %.0f with: %.1f ns added",
            pair.without / times, pair.with / times, pair.added() / times);
  }
}
