package io.mapiaudit.benchmarks.process;

import com.sun.jna.NativeLibrary;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A program that uses JNA, an executor, a fork-join pool and a timer: all that an agent may put off
 * until it is needed. Its output is its largest resident set so far, in KiB.
 */
public final class Pools {

  private static final int THREADS = 2;

  private Pools() {}

  public static void main(String[] arguments) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    int pid = executor.submit(Pools::pid).get();
    CompletableFuture.supplyAsync(() -> pid).thenApplyAsync(value -> value + 1).get();
    new Timer(/* isDaemon= */ true).cancel();
    executor.shutdown();
    System.out.println(Memory.peakKib());
  }

  private static int pid() {
    return NativeLibrary.getInstance("c").getFunction("getpid").invokeInt(new Object[0]);
  }
}
