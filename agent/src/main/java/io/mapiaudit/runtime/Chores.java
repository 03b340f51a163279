package io.mapiaudit.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the engine's thread does once a second beside its work; one that fails stops no other. */
final class Chores {

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Runnable> chores = new CopyOnWriteArrayList<>();
  private final Consumer<Throwable> failures;
  private long lastNanos;

  Chores(Consumer<Throwable> failures, long nowNanos) {
    this.failures = failures;
    this.lastNanos = nowNanos;
  }

  /** Adds a chore, which must be short: the rules wait for it. */
  void add(Runnable chore) {
    chores.add(chore);
  }

  /**
   * Does them all when a second has passed since the last time.
   *
   * @param nowNanos as {@link System#nanoTime} has it
   */
  void doDue(long nowNanos) {
    if (nowNanos - lastNanos < PERIOD_NANOS) {
      return;
    }
    lastNanos = nowNanos;
    for (Runnable chore : chores) {
      try {
        chore.run();
      } catch (RuntimeException | LinkageError failure) {
        failures.accept(failure);
      }
    }
  }
}
