package io.mapiaudit.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Time stamps that never step back when the wall clock does: the wall clock is read once, at the
 * start, and from there on System.nanoTime counts. When the wall clock has run ahead by more than a
 * second (a machine that slept, a clock set forward) {@link #catchUp} follows it; backward it is
 * never followed.
 */
final class JournalClock {

  private static final long TOLERATED_DRIFT_MICROS = 1_000_000;

  private final LongSupplier nanos;
  private final LongSupplier wallMicros;
  private volatile Anchor anchor;

  JournalClock(LongSupplier nanos, LongSupplier wallMicros) {
    this.nanos = nanos;
    this.wallMicros = wallMicros;
    this.anchor = new Anchor(wallMicros.getAsLong(), nanos.getAsLong());
  }

  static JournalClock system() {
    return new JournalClock(
        System::nanoTime, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  /** Microseconds since 1970-01-01 UTC; never less than an earlier answer on the same thread. */
  long micros() {
    return anchor.at(nanos.getAsLong());
  }

  /** Follows a wall clock that has run ahead; called once per segment, by one thread only. */
  void catchUp() {
    long now = nanos.getAsLong();
    long wall = wallMicros.getAsLong();
    if (wall - anchor.at(now) > TOLERATED_DRIFT_MICROS) {
      anchor = new Anchor(wall, now);
    }
  }

  /** The wall clock time that stamps are counted from. */
  long anchorMicros() {
    return anchor.micros;
  }

  private static final class Anchor {
    final long micros;
    final long nanos;

    Anchor(long micros, long nanos) {
      this.micros = micros;
      this.nanos = nanos;
    }

    long at(long nanoTime) {
      return micros + (nanoTime - nanos) / 1000;
    }
  }
}
