package io.mapiaudit.runtime;

import io.mapiaudit.identity.BareThreadCalls;
import io.mapiaudit.identity.Naming;
import io.mapiaudit.identity.ProcessThreads;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * What a sweep over many threads costs beside the system calls it is made of. Windows only; {@code
 * integration-tests/benchmarks/sweep.sh} starts it in the lab.
 */
public final class SweepBenchmark {

  private static final int WARM_UP = 20;
  private static final double MOST_MICROS_PER_HUNDRED = 1_000;

  private SweepBenchmark() {}

  /** Arguments: threads, rounds, an empty folder. Exit code 1: it costs more than is promised. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path folder = Paths.get(arguments[2]);
    CountDownLatch end = new CountDownLatch(1);
    start(threads, end);
    boolean kept;
    try (TokenReader tokens = TokenLibrary.open(TokenLibrary.DEFAULT, Naming.PLAIN);
        ProcessThreads source = ProcessThreads.open(tokens)) {
      RunInfo run = new RunInfo(1, "host", "test", 1, tokens.process(), Transport.UNKNOWN, 30);
      try (JournalWriter journal = JournalWriter.open(folder, run, 16 << 20)) {
        kept = measure(source, journal, rounds);
      }
    }
    end.countDown();
    System.exit(kept ? 0 : 1);
  }

  private static boolean measure(ProcessThreads source, JournalWriter journal, int rounds) {
    NativeSweep sweep =
        new NativeSweep(source, journal, Naming.PLAIN, Collections.singleton("exmapi32.dll"));
    BareThreadCalls bare = new BareThreadCalls();
    System.out.printf(Locale.ROOT, "first sweep   %10.0f us%n", sweep.sweep() / 1e3);
    List<Long> ids = new ArrayList<>();
    source.list((osId, born) -> ids.add(osId));
    long[] all = ids.stream().mapToLong(Long::longValue).toArray();
    double[] swept = new double[rounds];
    double[] called = new double[rounds];
    double[] own = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      double calls = bare.nanos(all) / 1e3;
      double whole = sweep.sweep() / 1e3;
      if (i >= 0) {
        called[i] = calls;
        swept[i] = whole;
        own[i] = (whole - calls) * 100 / all.length;
      }
    }
    double perHundred = median(own);
    System.out.printf(Locale.ROOT, "threads       %10d%n", all.length);
    System.out.printf(Locale.ROOT, "bare calls    %10.0f us%n", median(called));
    System.out.printf(Locale.ROOT, "sweep         %10.0f us%n", median(swept));
    System.out.printf(Locale.ROOT, "ratio         %10.2f%n", median(swept) / median(called));
    System.out.printf(Locale.ROOT, "own work      %10.1f us per 100 threads%n", perHundred);
    return perHundred <= MOST_MICROS_PER_HUNDRED;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void start(int threads, CountDownLatch end) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              null,
              () -> {
                started.countDown();
                try {
                  end.await();
                } catch (InterruptedException over) {
                  Thread.currentThread().interrupt();
                }
              },
              "idle-" + i,
              128 * 1024);
      thread.setDaemon(true);
      thread.start();
    }
    started.await();
  }
}
