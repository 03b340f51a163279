package io.mapiaudit.benchmarks.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures subjects in JVMs of their own, with and without the agent, by JMH: the CPU time that one
 * operation takes.
 */
final class Forks {

  private static final int ITERATIONS = 8;

  private final boolean quick;
  private final String library;
  private final String audit;
  private final boolean besideTracked;

  /**
   * Forks.
   *
   * @param quick fewer and shorter measurements
   * @param library the stand-in for MAPI
   * @param agent what follows {@code -javaagent:}
   */
  Forks(boolean quick, String library, String agent) {
    this(quick, library, "-javaagent:" + agent, /* besideTracked= */ false);
  }

  private Forks(boolean quick, String library, String audit, boolean besideTracked) {
    this.quick = quick;
    this.library = library;
    this.audit = audit;
    this.besideTracked = besideTracked;
  }

  /** The same in processes where another thread has made a MAPI call. */
  Forks besideTrackedThread() {
    return new Forks(quick, library, audit, /* besideTracked= */ true);
  }

  /** Without the agent and with it, in nanoseconds, measured by turns. */
  static final class Pair {
    final double without;
    final double with;

    /**
     * What was measured by the same turns to compare with, without the agent; not a number else.
     */
    final double yardstick;

    /** Bytes of heap that the agent allocates on the calling thread. */
    final double addedBytes;

    Pair(Cost without, Cost with, double yardstick) {
      this.without = without.nanos;
      this.with = with.nanos;
      this.yardstick = yardstick;
      this.addedBytes = with.bytes - without.bytes;
    }

    double added() {
      return with - without;
    }

    double ratio() {
      return with / without;
    }
  }

  /**
   * Measures with and without the agent by turns, so that what else the machine does meets both.
   *
   * @param turns how often; the medians of all iterations are taken
   * @param java home of the JVM, null for the one that runs this
   */
  Pair pair(Subject subject, boolean impersonating, int turns, Path java) throws RunnerException {
    return pair(subject, impersonating, turns, java, null);
  }

  /**
   * Measures by the same turns what the subject is to be compared with, too.
   *
   * @param yardstick the subject to compare with, null for none
   */
  Pair pair(Subject subject, boolean impersonating, int turns, Path java, Subject yardstick)
      throws RunnerException {
    List<Cost> without = new ArrayList<>();
    List<Cost> with = new ArrayList<>();
    List<Cost> compared = new ArrayList<>();
    for (int i = 0; i < (quick ? 1 : turns); i++) {
      without.addAll(run(subject, impersonating, java));
      with.addAll(run(subject, impersonating, java, audit));
      if (yardstick != null) {
        compared.addAll(run(yardstick, impersonating, java));
      }
    }
    return new Pair(
        Cost.median(without),
        Cost.median(with),
        yardstick == null ? Double.NaN : Cost.median(compared).nanos);
  }

  /** Measures without the agent, so often: nanoseconds, the median. */
  double plain(Subject subject, boolean impersonating, int turns) throws RunnerException {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < (quick ? 1 : turns); i++) {
      costs.addAll(run(subject, impersonating, null));
    }
    return Cost.median(costs).nanos;
  }

  /**
   * Runs with the agent.
   *
   * @param option one more option of the JVM
   */
  void sampled(Subject subject, boolean impersonating, Path java, String option)
      throws RunnerException {
    run(subject, impersonating, java, audit, option);
  }

  private List<Cost> run(Subject subject, boolean impersonating, Path java, String... more)
      throws RunnerException {
    try {
      Path file = Files.createTempFile("cpu-time", ".txt");
      try {
        List<String> jvm = new ArrayList<>(List.of(more));
        jvm.add("-D" + CpuTime.FILE + "=" + file);
        jvm.add("-Dmapi.demo.library=" + library);
        if (besideTracked) {
          jvm.add("-D" + TrackedThread.WANTED + "=true");
        }
        jvm.add("-Xms256m");
        jvm.add("-Xmx256m");
        run(subject, impersonating, java, jvm);
        return CpuTime.read(file, ITERATIONS);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void run(Subject subject, boolean impersonating, Path java, List<String> jvm)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(OperationBenchmark.class.getName())
            .param("subject", subject.name())
            .param("impersonating", String.valueOf(impersonating))
            .jvmArgs(jvm.toArray(new String[0]))
            .forks(1)
            .warmupIterations(8)
            .warmupTime(TimeValue.milliseconds(200))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(quick ? 50 : 100))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (java != null) {
      options.jvm(java.resolve("bin/java").toString());
    }
    new Runner(options.build()).runSingle();
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
