package io.mapiaudit.benchmarks.journal;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Bursts of events. Without end none of the ways could go on: each writes far less to the disk in a
 * second than two threads record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {

  /** For eight threads together less than the journal has ready. */
  static final int BURST = 20_000;

  @Param("JOURNAL")
  private Way way;

  private Path folder;
  private Appender appender;

  @Setup(Level.Iteration)
  public void open() throws Exception {
    if (appender == null) {
      folder = Files.createTempDirectory("append");
      appender = way.open(folder);
    }
  }

  /** The journal has room for some bursts ready and is begun anew; others would need to warm up. */
  @TearDown(Level.Iteration)
  public void closeJournal() throws Exception {
    if (way == Way.JOURNAL) {
      close();
    }
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    if (appender == null) {
      return;
    }
    appender.close();
    appender = null;
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path file : files) {
      delete(file);
    }
  }

  private static void delete(Path file) throws IOException {
    Files.delete(file);
  }

  /** One of the threads. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Caller {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** By the thread in its bursts. */
    public long allocatedBytes;

    /**
     * Of the thread in its bursts. Threads that have to share cores take wall time according to how
     * the system deals them out.
     */
    public long cpuNanos;

    private Appender.OfThread appender;

    @Setup(Level.Iteration)
    public void begin(AppendBenchmark benchmark) {
      appender = benchmark.appender.ofThread();
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void burst(Caller caller) {
    long before = Caller.THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    Appender.OfThread appender = caller.appender;
    long begun = Caller.THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < BURST; i++) {
      appender.append(i);
    }
    caller.cpuNanos += Caller.THREADS.getCurrentThreadCpuTime() - begun;
    caller.allocatedBytes +=
        Caller.THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
