package io.mapiaudit.benchmarks.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Measures subjects in this JVM without JMH, which takes minutes where every call of the system is
 * a round trip to a server. Prints a line for each: name, whether impersonating, nanoseconds.
 */
public final class PlainRuns {

  /** The token sequence in C, which is no {@link Subject}. */
  static final String IN_C = "TOKEN_IN_C";

  private static final long ROUND_NANOS = 20_000_000;

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
    List<Double> nanos = new ArrayList<>();
    for (int i = -rounds / 2; i < rounds; i++) {
      double one = round(operation);
      if (i >= 0) {
        nanos.add(one);
      }
    }
    return OptionalDouble.of(Forks.median(nanos));
  }

  private static double round(Operation operation) throws Exception {
    long begun = System.nanoTime();
    long times = 0;
    long now = begun;
    while (now - begun < ROUND_NANOS) {
      for (int i = 0; i < 16; i++) {
        operation.run();
      }
      times += 16;
      now = System.nanoTime();
    }
    return (now - begun) / (double) times;
  }
}
