package io.mapiaudit.benchmarks.calls;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Does one {@link Subject} over and over; {@link Forks} starts it with and without the agent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OperationBenchmark {

  /** For the agent to judge and tidy up what an iteration has left it. */
  private static final long PAUSE_MILLIS = 100;

  @Param("JNA")
  private Subject subject;

  @Param("false")
  private boolean impersonating;

  private Operation operation;
  private CpuTime cpu;

  /** On the thread that is measured: it is the one that gets the token. */
  @Setup(Level.Trial)
  public void open() throws ReflectiveOperationException, InterruptedException {
    TrackedThread.startIfWanted();
    operation = subject.open(impersonating);
    cpu = new CpuTime(subject.isOfOneThread());
  }

  @Setup(Level.Iteration)
  public void pause() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    cpu.begin();
  }

  @TearDown(Level.Iteration)
  public void end() {
    cpu.end();
  }

  @Benchmark
  public long run() throws Exception {
    cpu.done();
    return operation.run();
  }
}
