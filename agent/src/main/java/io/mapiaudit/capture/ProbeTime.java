package io.mapiaudit.capture;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Estimates how often and how long the agent works on threads of the application: one piece of work
 * in 64, picked at random, is timed and counts for 64. A fixed step would meet programs whose calls
 * come in a fixed order.
 */
public final class ProbeTime {

  private static final int EVERY = 64;

  private final LongAdder samples = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** What to hand to {@link #end}: when the work began, 0 when it is not picked. */
  long begin() {
    if ((ThreadLocalRandom.current().nextInt() & (EVERY - 1)) != 0) {
      return 0;
    }
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  void end(long begin) {
    if (begin != 0) {
      nanos.add(System.nanoTime() - begin);
      samples.increment();
    }
  }

  /** Pieces of work so far. */
  public long count() {
    return samples.sum() * EVERY;
  }

  /** How long they took in all, nanoseconds. */
  public long nanos() {
    return nanos.sum() * EVERY;
  }
}
