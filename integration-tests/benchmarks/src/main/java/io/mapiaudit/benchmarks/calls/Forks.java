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

  private final boolean quick;
  private final String library;
  private final String agent;
  private final boolean besideTracked;

  /**
   * Forks.
   *
   * @param quick fewer and shorter measurements
   * @param library the stand-in for MAPI
   * @param agent what follows {@code -javaagent:}
   */
  Forks(boolean quick, String library, String agent) {
    this(quick, library, agent, /* besideTracked= */ false);
  }

  private Forks(boolean quick, String library, String agent, boolean besideTracked) {
    this.quick = quick;
    this.library = library;
    this.agent = agent;
    this.besideTracked = besideTracked;
  }

  /** The same in processes where another thread has made a MAPI call. */
  Forks besideTrackedThread() {
    return new Forks(quick, library, agent, /* besideTracked= */ true);
  }

  /** Without the agent and with it, in nanoseconds, measured by turns. */
  static final class Pair {
    final double without;
    final double with;

    Pair(double without, double with) {
      this.without = without;
      this.with = with;
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
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int i = 0; i < (quick ? 1 : turns); i++) {
      without.addAll(run(subject, impersonating, false, java));
      with.addAll(run(subject, impersonating, true, java));
    }
    return new Pair(median(without), median(with));
  }

  /** Measures without the agent: nanoseconds, the median. */
  double plain(Subject subject, boolean impersonating) throws RunnerException {
    return median(run(subject, impersonating, false, null));
  }

  private List<Double> run(Subject subject, boolean impersonating, boolean audited, Path java)
      throws RunnerException {
    try {
      Path file = Files.createTempFile("cpu-time", ".txt");
      try {
        run(subject, impersonating, audited, java, file);
        return CpuTime.read(file, iterations());
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private int iterations() {
    return quick ? 8 : 20;
  }

  private void run(Subject subject, boolean impersonating, boolean audited, Path java, Path cpuFile)
      throws RunnerException {
    List<String> jvm = new ArrayList<>();
    jvm.add("-Xms256m");
    jvm.add("-Xmx256m");
    jvm.add("-Dmapi.demo.library=" + library);
    jvm.add("-D" + CpuTime.FILE + "=" + cpuFile);
    if (besideTracked) {
      jvm.add("-D" + TrackedThread.WANTED + "=true");
    }
    if (audited) {
      jvm.add("-javaagent:" + agent);
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(OperationBenchmark.class.getName())
            .param("subject", subject.name())
            .param("impersonating", String.valueOf(impersonating))
            .jvmArgs(jvm.toArray(new String[0]))
            .forks(1)
            .warmupIterations(8)
            .warmupTime(TimeValue.milliseconds(250))
            .measurementIterations(iterations())
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
