package io.mapiaudit.capture;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much time of the application's threads the agent's own work takes, estimated from one piece
 * of work in 64 chosen at random. Any thread may ask at any time.
 *
 * <p>The time is wall time, which a thread also spends without a core. No single sample counts for
 * more than a millisecond: with a weight of 64 a few threads that lost their core would else look
 * like an agent that takes it. Chosen at random rather than every 64th of a thread, because the
 * first work on a thread costs more than what follows, and many threads do little.
 */
public final class ProbeTime {

  /** For how many pieces of work one that was timed stands. */
  public static final int WEIGHT = 64;

  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongAdder sampledNanos = new LongAdder();
  private final LongAdder samples = new LongAdder();

  /**
   * A piece of work begins.
   *
   * @return what {@link #end} is to be given; 0 when this one is not timed
   */
  long begin() {
    if ((ThreadLocalRandom.current().nextInt() & (WEIGHT - 1)) != 0) {
      return 0;
    }
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  /** A piece of work is over. */
  void end(long begun) {
    if (begun != 0) {
      add(System.nanoTime() - begun);
    }
  }

  void add(long nanos) {
    sampledNanos.add(Math.min(Math.max(nanos, 0), MOST_NANOS));
    samples.increment();
  }

  /** Estimated time of all work so far, in nanoseconds; never goes back. */
  public long totalNanos() {
    return sampledNanos.sum() * WEIGHT;
  }

  /** Estimated number of pieces of work so far. */
  public long count() {
    return samples.sum() * WEIGHT;
  }

  /** How many pieces of work were timed so far; about one in {@link #WEIGHT}. */
  public long samples() {
    return samples.sum();
  }

  /** Time of those that were timed, in nanoseconds, without a weight. */
  public long sampledNanos() {
    return sampledNanos.sum();
  }
}
