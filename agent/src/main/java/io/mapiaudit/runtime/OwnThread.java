package io.mapiaudit.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does work on a new thread of the agent and waits for it. Threads of the application, and the one
 * the JVM attaches agents on, live on: what a library leaves in their thread locals would keep the
 * agent's classes loaded.
 */
final class OwnThread {

  private static final long STOP_MILLIS = 5_000;

  private OwnThread() {}

  /**
   * Does the work.
   *
   * @param name of the thread after {@code mapi-audit-}
   * @throws Exception what the work threw
   */
  static <T> T call(String name, Callable<T> work) throws Exception {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    ThreadGroup group = new ThreadGroup(root, "mapi-audit");
    // Goes with its last thread.
    group.setDaemon(true);
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(group, task, "mapi-audit-" + name);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThread.class.getClassLoader());
    thread.start();
    try {
      return result(task);
    } finally {
      join(thread);
    }
  }

  private static <T> T result(FutureTask<T> task) throws Exception {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          // Half a start would be worse than a late interrupt.
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw (Exception) cause;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
