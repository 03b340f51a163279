package io.mapiaudit.benchmarks.calls;

import java.util.concurrent.CountDownLatch;

/** A thread that has made a MAPI call and lives on, as there is one in every program with MAPI. */
final class TrackedThread {

  /** System property: true when there is to be one. */
  static final String WANTED = "benchmarks.tracked-thread";

  private TrackedThread() {}

  /** Starts it, if it is wanted, and waits until it has made its call. */
  static void startIfWanted() throws InterruptedException {
    if (!Boolean.getBoolean(WANTED)) {
      return;
    }
    CountDownLatch called = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              call();
              called.countDown();
              waitForEver();
            },
            "tracked");
    thread.setDaemon(true);
    thread.start();
    called.await();
  }

  private static void call() {
    try {
      MapiCalls.jna().run();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
