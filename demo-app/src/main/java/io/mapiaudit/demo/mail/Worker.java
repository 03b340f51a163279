package io.mapiaudit.demo.mail;

import java.util.concurrent.TimeUnit;

/** A thread that does one piece of work and reports how it ended. */
public final class Worker {

  /** Longer than any scenario takes. */
  static final long PATIENCE_SECONDS = 60;

  /** Code to run; it may throw. */
  public interface Body {
    void run() throws Exception;
  }

  private final Thread thread;
  private volatile Exception failure;

  private Worker(String name, Body body) {
    thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                failure = e;
              }
            },
            name);
    // A release that hangs for ever must not keep the process alive.
    thread.setDaemon(true);
  }

  /** Starts a thread of that name. */
  public static Worker start(String name, Body body) {
    Worker worker = new Worker(name, body);
    worker.thread.start();
    return worker;
  }

  /**
   * Waits for the end of the work.
   *
   * @throws IllegalStateException when it failed or does not end
   */
  public void join() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
    if (failure != null) {
      throw new IllegalStateException(thread.getName() + " failed: " + failure, failure);
    }
  }
}
