package io.mapiaudit.output;

import io.mapiaudit.model.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands findings to another output on a thread of its own: one that blocks holds nobody up, neither
 * the rules nor the end of the process. The thread is a daemon and starts with the first finding.
 */
public final class BackgroundOutput implements Output {

  private final String name;
  private final Output target;
  private final int capacity;
  private final long closeMillis;
  private final Consumer<Throwable> failures;
  private final Consumer<String> warnings;
  private final Deque<Finding> waiting = new ArrayDeque<>();
  private long dropped;
  private boolean closed;
  private Thread thread;

  /**
   * An output in the background.
   *
   * @param name what the target is called in warnings, as in "the application's log"
   * @param capacity findings that wait at most; the oldest ones give way
   * @param closeMillis how long {@link #close} waits for those that wait, in milliseconds
   * @param failures is given what the target throws
   * @param warnings is given a sentence when findings were not passed on
   */
  public BackgroundOutput(
      String name,
      Output target,
      int capacity,
      long closeMillis,
      Consumer<Throwable> failures,
      Consumer<String> warnings) {
    this.name = Objects.requireNonNull(name, "name");
    this.target = Objects.requireNonNull(target, "target");
    this.capacity = capacity;
    this.closeMillis = closeMillis;
    this.failures = Objects.requireNonNull(failures, "failures");
    this.warnings = Objects.requireNonNull(warnings, "warnings");
  }

  /** Has it passed on later; never waits. */
  @Override
  public synchronized void finding(Finding finding) {
    if (closed) {
      return;
    }
    if (waiting.size() >= capacity) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.addLast(finding);
    if (thread == null) {
      thread = new Thread(this::passOn, "mapi-audit-alerts");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  private void passOn() {
    for (Finding next = take(); next != null; next = take()) {
      try {
        target.finding(next);
      } catch (Throwable failure) {
        failures.accept(failure);
      }
    }
    try {
      target.close();
    } catch (Throwable failure) {
      failures.accept(failure);
    }
  }

  /** The next finding; null when it is closed and none waits. */
  private synchronized Finding take() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException notOurs) {
        // Some code of the application's took this thread for its own; there is more to do.
      }
    }
    return waiting.pollFirst();
  }

  /** Waits for what still waits, a bounded time; says how much was not passed on. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = thread;
      notifyAll();
    }
    if (last == null) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.timedJoin(last, closeMillis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sumUp(last.isAlive());
  }

  private synchronized void sumUp(boolean stuck) {
    // The one it is stuck in was taken from the queue already.
    long lost = dropped + waiting.size() + (stuck ? 1 : 0);
    waiting.clear();
    if (lost > 0) {
      warnings.accept(
          lost
              + " alert(s) did not get to "
              + name
              + (stuck ? ", which does not take them" : ", which was too slow")
              + "; findings.jsonl has them all");
    }
  }

  /** True while its thread is in the target, after {@link #close} too when that blocks. */
  public synchronized boolean isAtWork() {
    return thread != null && thread.isAlive();
  }
}
