package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Kind;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.UtcTime;
import io.mapiaudit.output.jsonl.SampleLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes the run's numbers to {@code samples.jsonl} at intervals, for whoever wants to see how they
 * went over hours. Does nothing when the configuration does not ask for it.
 */
final class Sampling implements Runnable {

  private final long intervalNanos;
  private final Counters counters;
  private final LongSupplier journalBytes;
  private final LongSupplier lostEvents;
  private final Consumer<Throwable> failures;
  private final SampleCounts counts = new SampleCounts();
  private final JvmNumbers jvm = new JvmNumbers();
  private final SampleLog log;
  private long dueNanos;

  /**
   * Sampling of a run.
   *
   * @param interval zero for none
   */
  Sampling(
      Duration interval,
      Path runFolder,
      Counters counters,
      LongSupplier journalBytes,
      LongSupplier lostEvents,
      Consumer<Throwable> failures) {
    this.intervalNanos = interval.toNanos();
    this.counters = counters;
    this.journalBytes = journalBytes;
    this.lostEvents = lostEvents;
    this.failures = failures;
    this.log = new SampleLog(runFolder);
    this.dueNanos = System.nanoTime();
  }

  private boolean isWanted() {
    return intervalNanos > 0;
  }

  /** Writes how things are at the start, and has the rest done with the chores. */
  void begin(Chores chores) {
    if (isWanted()) {
      run();
      chores.add(this);
    }
  }

  /** The observer, and what sampling needs to know of what it is told. */
  AuditObserver beside(AuditObserver observer) {
    return isWanted() ? new ObserverPair(observer, counts) : observer;
  }

  /** What counts findings, null when nothing is sampled. */
  Output output() {
    return isWanted() ? counts : null;
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    if (now - dueNanos >= 0) {
      // From when it was due, not from now: the times then keep their distance.
      dueNanos += ((now - dueNanos) / intervalNanos + 1) * intervalNanos;
      sample();
    }
  }

  private synchronized void sample() {
    try {
      log.add(numbers());
    } catch (IOException failure) {
      failures.accept(failure);
    }
  }

  /** Writes how things were at the end. */
  synchronized void close() {
    if (isWanted()) {
      sample();
      try {
        log.close();
      } catch (IOException failure) {
        failures.accept(failure);
      }
    }
  }

  private Map<String, Object> numbers() {
    Map<String, Long> calls = counters.calls();
    long notifications = calls.getOrDefault(Kind.NOTIFICATION.label(), 0L);
    long all = calls.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("time", UtcTime.format(System.currentTimeMillis() * 1_000));
    numbers.put("calls", all - notifications);
    numbers.put("notifications", notifications);
    counts.describe(numbers);
    jvm.describe(numbers);
    numbers.put("journalBytes", journalBytes.getAsLong());
    numbers.put("lostEvents", lostEvents.getAsLong());
    return numbers;
  }
}
