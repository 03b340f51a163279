package io.mapiaudit.journal;

import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventHandler;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Follows the journal of this process for the engine. For one thread at a time. Writers neither
 * know nor wait for it: when it lags too far, the segments it has not seen are deleted and their
 * events counted as {@link #unanalysed}.
 */
public final class JournalTail implements Closeable {

  /**
   * How long a thread may sit between claiming a place and filling it before it is passed over. It
   * may have to wait for a processor there, or for the disk behind the mapped page.
   */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * What counts of the time between two looks. When it was longer, something held the whole process
   * up, the thread that is waited for as well.
   */
  static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Long enough for events to gather: waking up costs as much as judging a handful of them. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SegmentKeeper keeper;
  private final LongSupplier nanos;
  private final EventDecoder decoder = new EventDecoder();
  private TailedSegment segment;
  private long finished;
  private long waitingAt = -1;
  private long lookedAt;
  private long waited;
  private final AtomicLong skipped = new AtomicLong();

  JournalTail(SegmentKeeper keeper, LongSupplier nanos) {
    this.keeper = keeper;
    this.nanos = nanos;
  }

  /**
   * Hands events to the handler in the order of their sequence numbers. Never blocks; an exception
   * of the handler is thrown on, and the next call goes on behind that event.
   *
   * @param limit greatest number of events
   * @return how many there were, 0 when nothing new is there
   * @throws IOException when a segment the tail lags behind on cannot be read; the next call goes
   *     on with the next segment
   */
  public int poll(EventHandler handler, int limit) throws IOException {
    int delivered = 0;
    while (delivered < limit) {
      Event event = next();
      if (event == null) {
        break;
      }
      delivered++;
      event.deliverTo(handler);
    }
    return delivered;
  }

  private Event next() throws IOException {
    while (segment != null || open(null)) {
      SegmentCursor.State state = segment.cursor().look();
      if (state == SegmentCursor.State.RECORD) {
        Event event = decode();
        if (event != null) {
          return event;
        }
      } else if (state == SegmentCursor.State.END) {
        if (!open(segment)) {
          return null;
        }
      } else if (!passOver()) {
        return null;
      }
    }
    return null;
  }

  private Event decode() {
    try {
      return decoder.decode(segment.cursor());
    } catch (PayloadReader.BadPayload e) {
      skipped.incrementAndGet();
      return null;
    } finally {
      segment.cursor().advance();
      waitingAt = -1;
    }
  }

  private boolean open(TailedSegment done) throws IOException {
    TailedSegment next;
    try {
      next =
          done == null
              ? keeper.openNext(finished, null)
              : keeper.openNext(done.number(), done.mapped());
    } catch (IOException e) {
      giveUp(done);
      throw e;
    }
    if (next == null) {
      return false;
    }
    if (done != null) {
      done.close();
    }
    segment = next;
    decoder.startSegment();
    return true;
  }

  private void giveUp(TailedSegment done) throws IOException {
    finished = keeper.tailed();
    segment = null;
    if (done != null) {
      done.close();
    }
  }

  /** Deals with a claimed place that nothing was committed to; false when there is to be a wait. */
  private boolean passOver() throws IOException {
    if (segment.isAtFrontier()) {
      return false;
    }
    SegmentCursor cursor = segment.cursor();
    segment.source().refresh();
    long now = nanos.getAsLong();
    if (waitingAt != cursor.sequence()) {
      waitingAt = cursor.sequence();
      waited = 0;
    } else {
      waited += Math.min(now - lookedAt, LONGEST_LOOK_NANOS);
    }
    lookedAt = now;
    if (waited < PATIENCE_NANOS) {
      return false;
    }
    if (!cursor.skipToRecord()) {
      if (!segment.isFull()) {
        return false;
      }
      cursor.skipToEnd();
    }
    skipped.incrementAndGet();
    waitingAt = -1;
    return true;
  }

  /**
   * Waits until there is something to poll, parking in short steps so that writers need not signal.
   *
   * @return false when nothing came in time or the thread was interrupted
   */
  public boolean awaitChange(long timeout, TimeUnit unit) throws IOException {
    long deadline = nanos.getAsLong() + unit.toNanos(timeout);
    while (!hasMore()) {
      long left = deadline - nanos.getAsLong();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, Math.min(left, WAIT_NANOS));
    }
    return true;
  }

  private boolean hasMore() throws IOException {
    if (segment == null) {
      return true;
    }
    switch (segment.cursor().look()) {
      case RECORD:
        return true;
      case END:
        return keeper.current().number() > segment.number();
      default:
        return !segment.isAtFrontier() && passOver();
    }
  }

  /**
   * True when there is nothing to wait for: whatever a thread has claimed a place for has been
   * handed over or passed over. For the end, when no thread claims any more.
   */
  public boolean isAtEnd() throws IOException {
    if (segment == null) {
      return true;
    }
    switch (segment.cursor().look()) {
      case RECORD:
        return false;
      case END:
        return keeper.current().number() == segment.number();
      default:
        return segment.isAtFrontier() || isWaitedOut();
    }
  }

  /** Only a place with nothing behind it is not passed over then. */
  private boolean isWaitedOut() {
    return waitingAt == segment.cursor().sequence() && waited >= PATIENCE_NANOS;
  }

  /** Events that were deleted, or passed over, before they could be analysed. */
  public long unanalysed() {
    return keeper.unanalysedEvents() + skipped.get();
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      segment.close();
    }
  }
}
