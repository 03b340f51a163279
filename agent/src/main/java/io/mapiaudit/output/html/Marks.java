package io.mapiaudit.output.html;

import java.util.Arrays;

/**
 * What happened on a lane, in order of time, in bounded room: when there is too much of it, marks
 * of a kind that are near each other become one with a count.
 */
final class Marks {

  /** Most marks kept. */
  static final int CAPACITY = 256;

  /** Reference of a mark that stands for several things. */
  static final long SEVERAL = -1;

  static final int KIND = 0;
  static final int START = 1;
  static final int END = 2;
  static final int COUNT = 3;
  static final int REF = 4;

  /** Longs for a mark: kind, start, end, count, reference. */
  private static final int FIELDS = 5;

  private static final long FIRST_GAP_MICROS = 1_000;
  private static final int LONGEST_GAPS = 8;

  private long[] values = new long[4 * FIELDS];
  private int size;
  private long gapMicros = FIRST_GAP_MICROS;

  /**
   * Adds a mark.
   *
   * @param ref what it is about, by the kind; 0 when the kind says it all
   */
  void add(MarkKind kind, long startMicros, long endMicros, long ref) {
    if ((size + 1) * FIELDS > values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    int at = size++ * FIELDS;
    values[at + KIND] = kind.code();
    values[at + START] = startMicros;
    values[at + END] = Math.max(startMicros, endMicros);
    values[at + COUNT] = 1;
    values[at + REF] = ref;
    if (size > CAPACITY) {
      thinTo(CAPACITY / 2);
    }
  }

  /** Merges marks until there are no more than that many, or one of each kind. */
  void thinTo(int most) {
    int target = Math.max(most, MarkKind.KINDS);
    if (size > target) {
      merge();
    }
    while (size > target) {
      gapMicros *= 2;
      merge();
    }
  }

  private void merge() {
    int[] latest = new int[MarkKind.KINDS];
    Arrays.fill(latest, -1);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int from = i * FIELDS;
      int kind = (int) values[from + KIND];
      int into = latest[kind];
      if (into >= 0 && isNear(into, from)) {
        values[into + END] = Math.max(values[into + END], values[from + END]);
        values[into + COUNT] += values[from + COUNT];
        if (values[into + REF] != values[from + REF]) {
          values[into + REF] = SEVERAL;
        }
      } else {
        int to = kept++ * FIELDS;
        System.arraycopy(values, from, values, to, FIELDS);
        latest[kind] = to;
      }
    }
    size = kept;
  }

  /** What is merged stays short against the whole: how dense it is has to show. */
  private boolean isNear(int into, int from) {
    return values[from + START] - values[into + END] <= gapMicros
        && values[from + END] - values[into + START] <= LONGEST_GAPS * gapMicros;
  }

  int size() {
    return size;
  }

  /** One of the fields of a mark. */
  long field(int mark, int field) {
    return values[mark * FIELDS + field];
  }
}
