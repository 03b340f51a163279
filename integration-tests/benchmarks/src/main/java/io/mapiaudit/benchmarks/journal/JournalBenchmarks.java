package io.mapiaudit.benchmarks.journal;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The part that measures what it costs to record an event. */
public final class JournalBenchmarks {

  /** Bytes an event: below it is what the measuring itself allocates. */
  private static final double NOTHING = 0.5;

  private static final String TARGET = "≤ 1.0 × JFR event commit, 0 bytes allocated";

  private final boolean quick;
  private final RowFile rows;

  private JournalBenchmarks(boolean quick, RowFile rows) {
    this.quick = quick;
    this.rows = rows;
  }

  /**
   * Measures and writes the rows.
   *
   * @param arguments part; quick or full
   */
  public static void main(String[] arguments) throws RunnerException {
    boolean quick = arguments[1].equals("quick");
    JournalBenchmarks part = new JournalBenchmarks(quick, RowFile.of(arguments[0]));
    for (int threads : quick ? new int[] {1, 8} : new int[] {1, 2, 4, 8}) {
      part.measure(threads);
    }
  }

  /** Median of the iterations. */
  private static final class Cost {
    /** CPU time of the thread. */
    final double nanos;

    final double wall;
    final double bytes;

    Cost(double nanos, double wall, double bytes) {
      this.nanos = nanos;
      this.wall = wall;
      this.bytes = bytes;
    }
  }

  private void measure(int threads) throws RunnerException {
    Map<Way, Cost> costs = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      costs.put(way, cost(way, threads));
    }
    Cost journal = costs.get(Way.JOURNAL);
    Cost jfr = costs.get(Way.JFR);
    double ratio = journal.nanos / jfr.nanos;
    rows.add(
        Row.of("journal append, " + threads(threads))
            .target(TARGET)
            .measured(journal.nanos, "ns")
            .ratio(ratio)
            .met(ratio <= 1.0 && journal.bytes < NOTHING)
            .detail(
                "CPU time; journal %s; JFR %s; Logback async %s; bare copy into mapped memory %s",
                text(journal), text(jfr), text(costs.get(Way.LOGBACK)), text(costs.get(Way.COPY))));
  }

  private static String threads(int number) {
    return number == 1 ? "1 thread" : number + " threads";
  }

  private static String text(Cost cost) {
    return String.format(
        Locale.ROOT, "%.0f ns (%.0f wall), %s", cost.nanos, cost.wall, allocated(cost));
  }

  private static String allocated(Cost cost) {
    return String.format(Locale.ROOT, "%.0f B", cost.bytes < NOTHING ? 0 : cost.bytes);
  }

  private Cost cost(Way way, int threads) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(AppendBenchmark.class.getName())
                    .param("way", way.name())
                    .jvmArgs("-Xms512m", "-Xmx512m")
                    .threads(threads)
                    .forks(quick ? 2 : 4)
                    .warmupIterations(40)
                    .measurementIterations(20)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    List<Double> nanos = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        nanos.add(counted(iteration, "cpuNanos", threads));
        wall.add(iteration.getPrimaryResult().getScore());
        bytes.add(counted(iteration, "allocatedBytes", threads));
      }
    }
    return new Cost(median(nanos), median(wall), median(bytes));
  }

  /** What was counted for an event. */
  private static double counted(IterationResult iteration, String what, int threads) {
    double sum = iteration.getSecondaryResults().get(what).getScore();
    return sum / threads / AppendBenchmark.BURST;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
