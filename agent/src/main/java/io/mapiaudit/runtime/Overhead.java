package io.mapiaudit.runtime;

import java.util.function.LongSupplier;

/**
 * What the agent costs, as a share of one core: the CPU time of its own threads and the estimated
 * time of its work on the application's. Measured over the last {@value #WINDOW} seconds; told once
 * a second. What the JVM does for it, compiling and collecting garbage, is not in it.
 */
final class Overhead {

  /** In seconds. A peak that is shorter counts for its share of them. */
  static final int WINDOW = 60;

  private final LongSupplier ownNanos;
  private final LongSupplier probeNanos;

  /** The clock and the cost at each of the last seconds. */
  private final long[] times = new long[WINDOW + 1];

  private final long[] costs = new long[WINDOW + 1];
  private int measured;

  /**
   * A measure.
   *
   * @param ownNanos CPU time of the agent's threads so far
   * @param probeNanos time of the application's threads so far
   */
  Overhead(LongSupplier ownNanos, LongSupplier probeNanos) {
    this.ownNanos = ownNanos;
    this.probeNanos = probeNanos;
  }

  /** Reads what it costs now. */
  void measure(long nowNanos) {
    long cost = ownNanos.getAsLong() + probeNanos.getAsLong();
    synchronized (this) {
      int at = measured++ % times.length;
      times[at] = nowNanos;
      costs[at] = cost;
    }
  }

  /** Forgets what was measured. */
  synchronized void restart() {
    measured = 0;
  }

  /** True once the share is of a whole window. */
  synchronized boolean isSettled() {
    return measured > WINDOW;
  }

  /** The share of one core, 0.05 for 5 %; over less than a window at first, 0 before that. */
  synchronized double share() {
    if (measured < 2) {
      return 0;
    }
    int last = (measured - 1) % times.length;
    int first = measured <= times.length ? 0 : measured % times.length;
    long time = times[last] - times[first];
    return time <= 0 ? 0 : Math.max(0, costs[last] - costs[first]) / (double) time;
  }
}
