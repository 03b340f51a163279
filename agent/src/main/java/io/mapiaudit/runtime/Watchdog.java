package io.mapiaudit.runtime;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Switches recording off when the agent takes more of the machine than it may, and says so where
 * somebody reads it. It does not switch it on again: load that was too high comes back, and an
 * audit with holes nobody chose is worse than one that is known to be off.
 */
final class Watchdog implements Runnable {

  /**
   * Seconds left to the application to start before anything of the JVM's management is used. The
   * agent's code is slow at first too, until the JVM has compiled it.
   */
  static final int QUIET_SECONDS = 30;

  private final Overhead overhead;
  private final BooleanSupplier recording;
  private final Predicate<String> off;
  private final Consumer<String> alarm;
  private final LongSupplier nanoTime;
  private volatile OptionalDouble max;
  private int seconds;
  private boolean watched;

  /**
   * A watchdog.
   *
   * @param recording whether recording is on
   * @param off switches it off with a reason; false when it was off
   * @param max share of one core, empty for no bound
   * @param alarm is told, in a sentence, that recording was switched off
   */
  Watchdog(
      Overhead overhead,
      BooleanSupplier recording,
      Predicate<String> off,
      OptionalDouble max,
      Consumer<String> alarm,
      LongSupplier nanoTime) {
    this.overhead = overhead;
    this.recording = recording;
    this.off = off;
    this.max = max;
    this.alarm = alarm;
    this.nanoTime = nanoTime;
  }

  OptionalDouble max() {
    return max;
  }

  void max(OptionalDouble newMax) {
    max = newMax;
  }

  /** To be called once a second. */
  @Override
  public void run() {
    if (seconds < QUIET_SECONDS) {
      seconds++;
      return;
    }
    boolean on = recording.getAsBoolean();
    if (on && !watched) {
      // What it cost before, or how little while it was off, says nothing of what it costs now.
      overhead.restart();
    }
    watched = on;
    overhead.measure(nanoTime.getAsLong());
    OptionalDouble bound = max;
    double share = overhead.share();
    if (on && bound.isPresent() && overhead.isSettled() && share > bound.getAsDouble()) {
      stop(share, bound.getAsDouble());
    }
  }

  private void stop(double share, double bound) {
    if (off.test("overhead")) {
      watched = false;
      alarm.accept(
          String.format(
              Locale.ROOT,
              "recording is switched off: over %d s the agent took %.1f %% of a core, more than"
                  + " overhead.max = %.1f %%. Nothing is audited until recording is switched on"
                  + " through JMX or the process is started again. Fix: raise overhead.max, or have"
                  + " less recorded (threads.tasks = off)",
              Overhead.WINDOW,
              share * 100,
              bound * 100));
    }
  }
}
