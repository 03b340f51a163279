package io.mapiaudit.journal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appends records to whatever segment is current: sees to it that the values an event names are in
 * the same segment before it, moves on when the segment is full, and counts what finds no room.
 */
final class EventAppender {

  /** More than one is needed only while others fill whole segments between two steps of ours. */
  private static final int ATTEMPTS = 8;

  private final SegmentKeeper keeper;
  private final JournalClock clock;
  private final AtomicLong unreported = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();

  EventAppender(SegmentKeeper keeper, JournalClock clock) {
    this.keeper = keeper;
    this.clock = clock;
  }

  /**
   * Appends a fixed record; any reference may be null.
   *
   * @return its sequence number, or 0 when it was lost
   */
  long append(
      int type,
      Ref<?> thread,
      Ref<?> identity,
      Ref<?> entryPoint,
      Ref<?> stack,
      Ref<?> other,
      int flags,
      long first,
      long second,
      long third) {
    if (ended.get()) {
      return 0;
    }
    reportLost();
    long time = clock.micros();
    long ids1 = pair(Ref.idOf(thread), Ref.idOf(identity));
    long ids2 = pair(Ref.idOf(entryPoint), Ref.idOf(stack));
    long ids3 = pair(Ref.idOf(other), flags);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Segment segment = keeper.current();
      if (defined(segment, thread)
          && defined(segment, identity)
          && defined(segment, entryPoint)
          && defined(segment, stack)
          && defined(segment, other)) {
        long sequence = segment.append(type, time, ids1, ids2, ids3, first, second, third);
        if (sequence != 0) {
          return sequence;
        }
      }
      if (!keeper.moveOnFrom(segment)) {
        break;
      }
    }
    return countLost();
  }

  /** Appends a variable record. */
  long append(int type, Segment.Payload payload) {
    if (ended.get()) {
      return 0;
    }
    reportLost();
    long time = clock.micros();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Segment segment = keeper.current();
      long sequence = segment.append(type, time, 0, payload);
      if (sequence != 0) {
        return sequence;
      }
      if (!keeper.moveOnFrom(segment)) {
        break;
      }
    }
    return countLost();
  }

  private static long pair(int lower, int upper) {
    return (lower & 0xFFFF_FFFFL) | ((long) upper << 32);
  }

  private static boolean defined(Segment segment, Ref<?> ref) {
    return ref == null || ref.isIn(segment) || define(segment, ref);
  }

  /** Two threads may both get here for one value; the second record does no harm. */
  private static boolean define(Segment segment, Ref<?> ref) {
    Object value = ref.value();
    long sequence =
        segment.append(
            ref.dictionary(), 0, ref.id(), (out, limit) -> ValueCodec.write(out, value, limit));
    if (sequence == 0) {
      return false;
    }
    ref.wroteTo(segment);
    return true;
  }

  private long countLost() {
    lost.incrementAndGet();
    unreported.incrementAndGet();
    return 0;
  }

  private void reportLost() {
    long count = unreported.get();
    if (count == 0 || !unreported.compareAndSet(count, 0)) {
      return;
    }
    Segment segment = keeper.current();
    long time = clock.micros();
    long sequence = segment.append(RecordLayout.EVENTS_LOST, time, 0, 0, 0, count, 0, 0);
    if (sequence == 0) {
      unreported.addAndGet(count); // told as soon as there is room
      keeper.moveOnFrom(segment);
    }
  }

  /**
   * Appends RunEnded and refuses everything after it.
   *
   * @return false when that was done before
   */
  boolean end() {
    if (ended.get()) {
      return false;
    }
    append(RecordLayout.RUN_ENDED, null, null, null, null, null, 0, 0, 0, 0);
    return ended.compareAndSet(false, true);
  }

  long lostEvents() {
    return lost.get();
  }
}
