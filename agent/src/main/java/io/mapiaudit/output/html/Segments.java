package io.mapiaudit.output.html;

import java.util.Arrays;

/**
 * Whom a thread acted as over time, in bounded room: when it changed too often, short stretches
 * become one that names the two users who had most of it.
 */
final class Segments {

  /** Most stretches kept. */
  static final int CAPACITY = 128;

  /** There is no second user. */
  static final int NOBODY = -1;

  static final int START = 0;
  static final int END = 1;
  static final int USER = 2;
  static final int SECOND = 3;

  /** Microseconds that were the first user's. */
  private static final int SHARE = 4;

  /** About those that were the second's, less what was nobody's of the two. */
  private static final int SECOND_SHARE = 5;

  private static final int FIELDS = 6;
  private static final long FIRST_GAP_MICROS = 1_000;

  private long[] values = new long[2 * FIELDS];
  private int size;
  private long gapMicros = FIRST_GAP_MICROS;

  /** The thread acts as this user from now on, or still does. */
  void seen(int user, long micros) {
    int last = (size - 1) * FIELDS;
    long now = size == 0 ? micros : Math.max(micros, values[last + END]);
    if (size > 0) {
      values[last + SHARE] += now - values[last + END];
      values[last + END] = now;
      if (values[last + USER] == user) {
        return;
      }
    }
    append(now, user);
  }

  /** The last stretch is always one user's alone: it may still go on. */
  private void append(long micros, int user) {
    if (size == CAPACITY) {
      thinTo(CAPACITY / 2);
    }
    if ((size + 1) * FIELDS > values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    int at = size++ * FIELDS;
    values[at + START] = micros;
    values[at + END] = micros;
    values[at + USER] = user;
    values[at + SECOND] = NOBODY;
    values[at + SHARE] = 0;
    values[at + SECOND_SHARE] = 0;
  }

  /** Merges stretches until there are no more than that many. */
  void thinTo(int most) {
    int target = Math.max(most, 1);
    if (size > target) {
      mergeShort();
    }
    while (size > target) {
      gapMicros *= 2;
      mergeShort();
    }
  }

  private void mergeShort() {
    int kept = 1;
    for (int i = 1; i < size; i++) {
      int into = (kept - 1) * FIELDS;
      int from = i * FIELDS;
      if (length(into) < gapMicros || length(from) < gapMicros) {
        merge(into, from);
      } else {
        System.arraycopy(values, from, values, kept++ * FIELDS, FIELDS);
      }
    }
    size = kept;
  }

  private long length(int at) {
    return values[at + END] - values[at + START];
  }

  private void merge(int into, int from) {
    long[] users = {
      values[into + USER], values[into + SECOND], values[from + USER], values[from + SECOND]
    };
    long[] shares = {
      values[into + SHARE],
      values[into + SECOND_SHARE],
      values[from + SHARE],
      values[from + SECOND_SHARE]
    };
    // What one of them has twice counts once, with both shares.
    for (int i = 2; i < users.length; i++) {
      for (int j = 0; j < 2; j++) {
        if (users[i] == users[j] && users[i] != NOBODY) {
          shares[j] += shares[i];
          users[i] = NOBODY;
        }
      }
    }
    int first = largest(users, shares, -1);
    int second = largest(users, shares, first);
    values[into + END] = values[from + END];
    values[into + USER] = users[first];
    values[into + SECOND] = second < 0 ? NOBODY : users[second];
    values[into + SHARE] = shares[first];
    // What others had counts against the second, or whoever came early would stay it for ever.
    values[into + SECOND_SHARE] =
        second < 0 ? 0 : Math.max(0, shares[second] - rest(users, shares, first, second));
  }

  private static long rest(long[] users, long[] shares, int first, int second) {
    long rest = 0;
    for (int i = 0; i < users.length; i++) {
      rest += i == first || i == second || users[i] == NOBODY ? 0 : shares[i];
    }
    return rest;
  }

  private static int largest(long[] users, long[] shares, int except) {
    int largest = -1;
    for (int i = 0; i < users.length; i++) {
      if (i != except && users[i] != NOBODY && (largest < 0 || shares[i] > shares[largest])) {
        largest = i;
      }
    }
    return largest;
  }

  int size() {
    return size;
  }

  /** One of {@link #START}, {@link #END}, {@link #USER} and {@link #SECOND} of a stretch. */
  long field(int segment, int field) {
    return values[segment * FIELDS + field];
  }
}
