package io.mapiaudit.capture;

/** A set of numbers other than 0 that only grows; reading takes no lock and makes no garbage. */
final class LongSet {

  private volatile long[] table = new long[64];
  private int size;

  boolean contains(long number) {
    long[] current = table;
    return number != 0 && current[place(current, number)] == number;
  }

  synchronized void add(long number) {
    if (number == 0 || contains(number)) {
      return;
    }
    // At most half full, so that every search ends.
    long[] target = table;
    if (2 * ++size > target.length) {
      target = new long[2 * target.length];
      for (long old : table) {
        if (old != 0) {
          target[place(target, old)] = old;
        }
      }
    }
    target[place(target, number)] = number;
    table = target;
  }

  synchronized int size() {
    return size;
  }

  /** Where a number stands, or would stand. */
  private static int place(long[] table, long number) {
    int mask = table.length - 1;
    int at = (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (table[at] != 0 && table[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
