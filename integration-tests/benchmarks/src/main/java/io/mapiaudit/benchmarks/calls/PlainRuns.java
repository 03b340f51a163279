package io.mapiaudit.benchmarks.calls;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Measures subjects in this JVM without JMH, which takes minutes where every call of the system is
 * a round trip to a server. Prints a line for each: name, whether impersonating, nanoseconds.
 *
 * <p>With the system property {@value #CPU_TIME} these are of the thread's CPU time: on a machine
 * that does something else too that tells more than wall time, but leaves out what others do for
 * it.
 *
 * <p>With {@value #PINNED} the measuring thread stays on the first processor. A round trip to a
 * server there takes two switches of that processor, to one on another as long as it takes to wake
 * that up, five times as long and never the same.
 */
public final class PlainRuns {

  /** The token sequence in C, which is no {@link Subject}. */
  static final String IN_C = "TOKEN_IN_C";

  private static final String CPU_TIME = "benchmarks.cpu-time";
  private static final String PINNED = "benchmarks.pinned";
  private static final long ROUND_NANOS = 20_000_000;
  private static final long WARM_UP_NANOS = 2_000_000_000;
  private static final int MOST_WARM_UPS = 20;

  /** What the compiler may still do while something counts as warm. */
  private static final long QUIET_MILLIS = 50;

  private static final LongSupplier CLOCK =
      Boolean.getBoolean(CPU_TIME)
          ? ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime
          : System::nanoTime;

  private PlainRuns() {}

  /**
   * Measures.
   *
   * @param arguments rounds of some milliseconds; library made of {@code token_loop.c}; whether to
   *     impersonate; names of subjects
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    boolean impersonating = Boolean.parseBoolean(arguments[2]);
    if (Boolean.getBoolean(PINNED)) {
      TokenCalls.pin();
    }
    for (int i = 3; i < arguments.length; i++) {
      String name = arguments[i];
      OptionalDouble nanos = measure(name, impersonating, arguments[1], rounds);
      if (nanos.isPresent()) {
        System.out.printf(Locale.ROOT, "%s %s %.1f%n", name, impersonating, nanos.getAsDouble());
      }
    }
    // Threads of pools and of the stand-in need not end.
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static OptionalDouble measure(
      String name, boolean impersonating, String library, int rounds) throws Exception {
    if (name.equals(IN_C)) {
      Subject.JNA.open(impersonating);
      return CodeInC.nanos(library, Math.max(3, rounds / 10));
    }
    Operation operation = Subject.valueOf(name).open(impersonating);
    warmUp(operation);
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      nanos.add(round(operation, ROUND_NANOS));
    }
    return OptionalDouble.of(Forks.median(nanos));
  }

  /**
   * Until the compiler has little to do. Under Wine it takes ten seconds for what is in the agent,
   * and its threads ask Wine's server all the while, which is what the measured thread waits for.
   */
  private static void warmUp(Operation operation) throws Exception {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    for (int i = 0; i < MOST_WARM_UPS; i++) {
      long before = compiler.getTotalCompilationTime();
      round(operation, WARM_UP_NANOS);
      if (compiler.getTotalCompilationTime() - before <= QUIET_MILLIS) {
        return;
      }
    }
  }

  private static double round(Operation operation, long length) throws Exception {
    long begun = CLOCK.getAsLong();
    long times = 0;
    long now = begun;
    while (now - begun < length) {
      for (int i = 0; i < 16; i++) {
        operation.run();
      }
      times += 16;
      now = CLOCK.getAsLong();
    }
    return (now - begun) / (double) times;
  }
}
