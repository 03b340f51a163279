package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeBacktrace;

/**
 * Tells by a number whether two throwables were made in the same place, all callers included,
 * without having the JVM decode their stacks, which takes several times as long.
 *
 * <p>The number is made of everything HotSpot keeps: of each frame the class, the method, its
 * version and the position in it. Where the JVM keeps something else, or lets nobody see it, there
 * is none.
 */
final class Backtrace {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Numbers in these arrays are shorter. */
  private static final int INDEX_SHIFT = 48;

  private static final boolean COMPARABLE = isComparable();

  private Backtrace() {}

  /** The number of the place where a throwable was made; 0 when this JVM gives none. */
  static long fingerprint(Throwable thrown) {
    return COMPARABLE ? of(thrown) : 0;
  }

  private static long of(Throwable thrown) {
    Object backtrace = ProbeBacktrace.of(thrown);
    return backtrace instanceof Object[] ? add(1, backtrace) : 0;
  }

  /** The arrays have room for more frames than there are; what is empty is passed over. */
  private static long add(long sum, Object part) {
    if (part instanceof Object[]) {
      return addObjects(sum, (Object[]) part);
    }
    long added = sum;
    if (part instanceof short[]) {
      short[] numbers = (short[]) part;
      for (int i = 0; i < numbers.length; i++) {
        added = addNumber(added, numbers[i], i);
      }
    } else if (part instanceof int[]) {
      int[] numbers = (int[]) part;
      for (int i = 0; i < numbers.length; i++) {
        added = addNumber(added, numbers[i], i);
      }
    } else if (part instanceof long[]) {
      long[] numbers = (long[]) part;
      for (int i = 0; i < numbers.length; i++) {
        added = addNumber(added, numbers[i], i);
      }
    } else {
      added = mix(added, System.identityHashCode(part));
    }
    return added;
  }

  private static long addObjects(long sum, Object[] parts) {
    long added = sum;
    for (Object part : parts) {
      if (part != null) {
        added = add(added, part);
      }
    }
    return added;
  }

  private static long addNumber(long sum, long number, int index) {
    return number == 0 ? sum : mix(sum, number ^ ((long) index << INDEX_SHIFT));
  }

  private static long mix(long sum, long number) {
    return Long.rotateLeft((sum ^ number) * FACTOR, 29);
  }

  /** Tried out: the same place must give the same number, and another one must not. */
  private static boolean isComparable() {
    long[] seen = new long[2];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = of(made());
    }
    return seen[0] != 0 && seen[0] == seen[1] && seen[0] != of(made());
  }

  private static Throwable made() {
    return new Throwable();
  }
}
