package io.mapiaudit.benchmarks.calls;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work that is handed to other threads, as programs do that have nothing to do with MAPI. */
final class TaskCalls {

  /** Many at a time: handing over one and waiting for it measures the scheduler. */
  private static final int TASKS = 1_000;

  private TaskCalls() {}

  /** A thread that is started and ends. */
  static Operation threadStart() {
    return () -> {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
      return thread.getPriority();
    };
  }

  /** A thousand tasks for a pool of one thread. */
  static Operation executor() {
    return tasks(pool());
  }

  /** A task for a pool of one thread, and its result. */
  static Operation executorWaitedFor() {
    ExecutorService pool = pool();
    return () -> pool.submit(() -> 1).get();
  }

  private static ExecutorService pool() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "benchmark-pool");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** A thousand virtual threads; by reflection, for these classes are older than they are. */
  static Operation virtualThreads() throws ReflectiveOperationException {
    Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    return tasks((ExecutorService) make.invoke(null));
  }

  private static Operation tasks(ExecutorService pool) {
    return () -> {
      CountDownLatch done = new CountDownLatch(TASKS);
      for (int i = 0; i < TASKS; i++) {
        pool.execute(done::countDown);
      }
      done.await();
      return done.getCount();
    };
  }
}
