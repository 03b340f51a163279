package io.mapiaudit.journal;

import io.mapiaudit.model.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Prepares segments before they are needed and deletes the oldest, on a thread of its own, so that
 * application threads never touch a file. Its lock is between that thread and the engine's; no
 * application thread takes it.
 */
final class SegmentKeeper {

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path dir;
  private final RunInfo run;
  private final JournalSettings settings;
  private final JournalClock clock;
  private final SegmentFiles.Allocator allocator;
  private final AtomicReference<Segment> current = new AtomicReference<>();
  private final Thread thread = new Thread(this::work, "mapi-audit-journal");

  /** Deleted but still there: Windows keeps a file until its mapping has been collected. */
  private final Set<Long> refused = new TreeSet<>();

  private Segment newest;
  private Segment oldestLinked;
  private long oldest = 1;
  private long tailed;
  private volatile boolean stopped;
  private volatile String lastFailure;
  private final AtomicLong deletedSegments = new AtomicLong();
  private final AtomicLong deletedEvents = new AtomicLong();
  private final AtomicLong unanalysedEvents = new AtomicLong();
  private volatile long bytesOnDisk;

  SegmentKeeper(
      Path dir,
      RunInfo run,
      JournalSettings settings,
      JournalClock clock,
      SegmentFiles.Allocator allocator) {
    this.dir = dir;
    this.run = run;
    this.settings = settings;
    this.clock = clock;
    this.allocator = allocator;
  }

  /**
   * Makes the first segments and starts the thread.
   *
   * @throws IOException when there is no room or right for even one
   */
  void start() throws IOException {
    newest = create(1);
    oldestLinked = newest;
    current.set(newest);
    maintain();
    thread.setDaemon(true);
    thread.start();
  }

  Segment current() {
    return current.get();
  }

  /**
   * Moves on from a full segment; called by application threads.
   *
   * @return false when no other segment is ready
   */
  boolean moveOnFrom(Segment full) {
    Segment next = full.next(); // before looking at current: links are cut once it has moved on
    if (current.get() != full) {
      return true;
    }
    if (next == null) {
      return false;
    }
    if (current.compareAndSet(full, next)) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  private void work() {
    while (!stopped) {
      boolean done = false;
      try {
        done = maintain();
      } catch (RuntimeException | OutOfMemoryError e) {
        lastFailure = e.toString();
      }
      if (done) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, RETRY_NANOS);
      }
    }
  }

  /** Does what is due; false when some of it has to be tried again. */
  private synchronized boolean maintain() {
    while (oldestLinked.number() < current.get().number() - 1) {
      Segment next = oldestLinked.next();
      oldestLinked.linkTo(null);
      oldestLinked = next;
    }
    boolean done = retryRefused();
    while (!stopped && newest.number() - current.get().number() < settings.ahead()) {
      if (!prepareOne()) {
        return false;
      }
    }
    return done;
  }

  private boolean prepareOne() {
    if (segmentsOnDisk() >= settings.maxSegments()) {
      deleteOldest();
    }
    try {
      Segment fresh = create(newest.number() + 1);
      newest.linkTo(fresh);
      newest = fresh;
      return true;
    } catch (IOException e) {
      lastFailure = e.toString();
      return deleteOldest(); // a full disk: what is new is worth more than what is old
    } finally {
      bytesOnDisk = segmentsOnDisk() * settings.segmentBytes();
    }
  }

  private Segment create(long number) throws IOException {
    Path file = SegmentFiles.path(dir, number);
    if (!Files.isDirectory(dir)) {
      RunFolder.prepare(dir); // somebody deleted it; recording goes on
    }
    Segment segment = new Segment(number, allocator.allocate(file, settings.segmentBytes()));
    clock.catchUp();
    segment.append(
        RecordLayout.RUN_STARTED, clock.micros(), 0, (out, limit) -> ValueCodec.writeRun(out, run));
    segment.writeHeader(run.startMicros(), clock.anchorMicros());
    return segment;
  }

  private long segmentsOnDisk() {
    return newest.number() - oldest + 1 + refused.size();
  }

  /** True when that made room on the disk. */
  private boolean deleteOldest() {
    if (oldest >= current.get().number()) {
      return false;
    }
    long number = oldest++;
    Path file = SegmentFiles.path(dir, number);
    long events = SegmentScan.countEvents(file);
    deletedSegments.incrementAndGet();
    deletedEvents.addAndGet(events);
    unanalysedEvents.addAndGet(number > tailed ? events : 0);
    boolean gone = delete(file);
    if (!gone) {
      refused.add(number);
    }
    return gone;
  }

  private boolean retryRefused() {
    for (Iterator<Long> i = refused.iterator(); i.hasNext(); ) {
      if (delete(SegmentFiles.path(dir, i.next()))) {
        i.remove();
      }
    }
    return refused.isEmpty();
  }

  private boolean delete(Path file) {
    try {
      Files.delete(file);
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException e) {
      lastFailure = e.toString();
      return false;
    }
  }

  /**
   * Opens the segment the engine reads next, so that deleting it cannot come between.
   *
   * @param after number of the segment it has finished, 0 for none
   * @return null when there is none yet
   */
  synchronized TailedSegment openNext(long after, Segment mapped) throws IOException {
    long number = Math.max(after + 1, oldest);
    Segment now = current.get();
    if (number > now.number()) {
      return null;
    }
    tailed = number;
    if (number == now.number()) {
      return TailedSegment.of(now);
    }
    Segment next = mapped == null ? null : mapped.next();
    return next != null && next.number() == number
        ? TailedSegment.of(next)
        : TailedSegment.of(SegmentFiles.path(dir, number));
  }

  /** Number of the segment that {@link #openNext} last tried to open. */
  synchronized long tailed() {
    return tailed;
  }

  /** Stops the thread and removes the segments that were prepared and never used. */
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    removeUnused();
  }

  private synchronized void removeUnused() {
    for (long number = current.get().number() + 1; number <= newest.number(); number++) {
      delete(SegmentFiles.path(dir, number));
    }
    bytesOnDisk = (current.get().number() - oldest + 1) * settings.segmentBytes();
  }

  String lastFailure() {
    return lastFailure;
  }

  long deletedSegments() {
    return deletedSegments.get();
  }

  long deletedEvents() {
    return deletedEvents.get();
  }

  long unanalysedEvents() {
    return unanalysedEvents.get();
  }

  long bytesOnDisk() {
    return bytesOnDisk;
  }
}
