package io.mapiaudit.runtime;

import io.mapiaudit.model.Kind;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RecordingSwitched;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * The thread that looks at native threads and at the machine: at every interval, soon after a
 * logon, which is when MAPI makes threads, and when a release is about to count as stalled. Windows
 * only; elsewhere there is no thread.
 */
final class Sweeper implements EventHandler {

  /** Rounds that a logon asks for take at most a fiftieth of the time. */
  private static final int PAUSE_FACTOR = 50;

  private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long DEFAULT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STOP_MILLIS = 5_000;

  private final Duration interval;
  private final Consumer<Throwable> failures;
  private final Logger logger;
  private final Object lock = new Object();
  private volatile Thread thread;
  private volatile NativeSweep sweep;
  private volatile MachineFacts facts;
  private AutoCloseable natives;
  private volatile String off = "";
  private final AtomicLong sweeps = new AtomicLong();
  private volatile long lastNanos;
  private long roundsBegun;
  private final AtomicLong roundsOver = new AtomicLong();
  private boolean asked;
  private boolean urgent;
  private boolean startOver;
  private boolean stopping;
  private boolean recording = true;

  Sweeper(Duration interval, Consumer<Throwable> failures, Logger logger) {
    this.interval = interval;
    this.failures = failures;
    this.logger = logger;
  }

  /**
   * Begins.
   *
   * @param newFacts what else is looked at in each round
   * @param newSweep null for none; {@link #off} has then said why
   * @param toClose what the sweep needs until the end, null for nothing
   */
  void start(MachineFacts newFacts, NativeSweep newSweep, AutoCloseable toClose) {
    facts = newFacts;
    sweep = newSweep;
    natives = toClose;
    thread = new Thread(this::run, "mapi-audit-sweep");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says why native threads are not looked at. */
  void off(String reason) {
    off = reason;
    logger.info("native threads are not looked at: {}", reason);
  }

  @Override
  public void on(CallEntered event) {
    if (facts != null && event.identity().isImpersonating() && facts.ask(event.identity())) {
      ask(false);
    }
  }

  @Override
  public void on(CallReturned event) {
    if (event.entryPoint().kind() == Kind.LOGON) {
      ask(false);
    }
  }

  /** What was told before may have been forgotten. */
  @Override
  public void on(RecordingSwitched event) {
    synchronized (lock) {
      recording = event.isOn();
      startOver = true;
    }
  }

  /**
   * Has a release that takes long be judged on what is there now.
   *
   * @return true once that has been looked at and recorded, or when nothing looks
   */
  BooleanSupplier releaseTakesLong() {
    // The round in progress may have begun before the release.
    long round = ask(true) + 1;
    return () -> thread == null || roundsOver.get() >= round;
  }

  /** Returns how many rounds had begun. */
  private long ask(boolean now) {
    synchronized (lock) {
      if (thread != null) {
        asked = true;
        urgent |= now;
        lock.notifyAll();
      }
      return roundsBegun;
    }
  }

  private void run() {
    while (await()) {
      try {
        facts.observe();
        sweep();
      } catch (IllegalStateException unable) {
        if (off.isEmpty()) {
          off = String.valueOf(unable.getMessage());
          logger.warn("native threads cannot be looked at: {}", off);
        }
      } catch (RuntimeException | Error failure) {
        failures.accept(failure);
      }
      roundsOver.incrementAndGet();
    }
  }

  private void sweep() {
    if (sweep == null || !isRecording()) {
      return;
    }
    lastNanos = sweep.sweep();
    sweeps.incrementAndGet();
    off = "";
  }

  private boolean isRecording() {
    synchronized (lock) {
      if (startOver) {
        startOver = false;
        sweep.startOver();
      }
      return recording;
    }
  }

  /** Waits until a round is due; false when there is to be none any more. */
  private boolean await() {
    synchronized (lock) {
      long start = System.nanoTime();
      long due = interval.isZero() ? DEFAULT_INTERVAL_NANOS : interval.toNanos();
      long pause = Math.min(due, Math.max(LEAST_PAUSE_NANOS, PAUSE_FACTOR * lastNanos));
      while (!stopping && !urgent && roundsBegun > 0) {
        long left = (asked ? pause : due) - (System.nanoTime() - start);
        if (left <= 0) {
          break;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(lock, left);
        } catch (InterruptedException end) {
          return false;
        }
      }
      asked = false;
      urgent = false;
      roundsBegun++;
      return !stopping;
    }
  }

  /** Ends the thread. */
  void stop() {
    synchronized (lock) {
      stopping = true;
      lock.notifyAll();
    }
  }

  /** Waits for the thread, then gives back what it used; false when it has not ended in time. */
  boolean awaitEnd() throws InterruptedException {
    if (thread == null) {
      return true;
    }
    thread.join(STOP_MILLIS);
    if (thread.isAlive()) {
      return false;
    }
    close();
    return true;
  }

  private void close() {
    try {
      if (natives != null) {
        natives.close();
        natives = null;
      }
    } catch (Exception failure) {
      failures.accept(failure);
    }
  }

  /** For {@code status}. */
  Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("on", off.isEmpty());
    fields.put("reason", off);
    fields.put("sweeps", sweeps.get());
    fields.put("lastMicros", lastNanos / 1_000);
    if (sweep != null) {
      sweep.describe(fields);
    }
    return fields;
  }
}
