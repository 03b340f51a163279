package io.mapiaudit.output.html;

import java.util.Arrays;

/** How much there was of something over time, in a fixed number of bins that widen as time goes. */
final class Activity {

  /** Bins; the last ones may be empty. */
  static final int BINS = 256;

  private static final long FIRST_WIDTH_MICROS = 1_000;

  private final long[][] counts;
  private long origin = Long.MIN_VALUE;
  private long width = FIRST_WIDTH_MICROS;

  /**
   * Empty bins.
   *
   * @param series how many things are counted
   */
  Activity(int series) {
    counts = new long[series][BINS];
  }

  void add(int series, long micros) {
    if (origin == Long.MIN_VALUE) {
      origin = micros;
    }
    while (micros - origin >= width * BINS) {
      widen();
    }
    // Threads are stamped apart from each other: one may be a little behind the first.
    counts[series][(int) Math.max(0, (micros - origin) / width)]++;
  }

  private void widen() {
    width *= 2;
    for (long[] bins : counts) {
      for (int i = 0; i < BINS / 2; i++) {
        bins[i] = bins[2 * i] + bins[2 * i + 1];
      }
      Arrays.fill(bins, BINS / 2, BINS, 0);
    }
  }

  /** Start of the first bin, microseconds since 1970-01-01 UTC; 0 when nothing was counted. */
  long originMicros() {
    return origin == Long.MIN_VALUE ? 0 : origin;
  }

  long widthMicros() {
    return width;
  }

  long[] counts(int series) {
    return counts[series].clone();
  }
}
