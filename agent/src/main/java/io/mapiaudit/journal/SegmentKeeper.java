package io.mapiaudit.journal;

import io.mapiaudit.model.RunInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

  private final SegmentShelf shelf = new SegmentShelf();
  private Segment newest;
  private Segment oldestLinked;
  private ByteBuffer tailBuffer;
  private int ahead;
  private long created;
  private long tailed;
  private volatile boolean shortage;
  private volatile boolean stopped;
  private volatile String lastFailure;
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
    this.ahead = settings.aheadAtFirst();
  }

  /**
   * Makes the first segments and starts the thread.
   *
   * @throws IOException when there is no room or right for even one
   */
  void start() throws IOException {
    SegmentShelf.Blank blank = allocate();
    publish(create(1, blank), blank.file);
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
      shortage = true;
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

  /**
   * Does what is due; false when some of it has to be tried again. Holds the lock for short steps
   * only: making a file can take long, and the engine must not wait for that.
   */
  private boolean maintain() {
    while (oldestLinked.number() < current.get().number() - 1) {
      Segment next = oldestLinked.next();
      oldestLinked.linkTo(null);
      oldestLinked = next;
    }
    boolean done = retryRefused();
    if (shortage) {
      // Events come faster than segments are prepared: keep more of them ready from now on.
      shortage = false;
      ahead = Math.max(ahead, Math.min(ahead * 2, settings.maxSegments() / 4));
    }
    if (current.get().number() > 1) {
      ahead = Math.max(ahead, settings.ahead());
    }
    while (!stopped && newest.number() - current.get().number() < ahead) {
      if (!prepareOne()) {
        return false;
      }
    }
    return done;
  }

  /** Puts one more segment behind the newest; false when there is no room for it. */
  private boolean prepareOne() {
    try {
      SegmentShelf.Blank blank = shelf.size() < settings.maxSegments() ? null : dropOldest();
      blank = blank == null ? allocateIfRoom() : blank;
      int before = shelf.size();
      // A full disk: what is new is worth more than what is old.
      blank = blank == null ? dropOldest() : blank;
      if (blank == null) {
        return shelf.size() < before; // then there is room to try again
      }
      publish(create(newest.number() + 1, blank), blank.file);
      return true;
    } catch (IOException noFileHandleLeft) {
      lastFailure = noFileHandleLeft.toString();
      return false;
    }
  }

  /** Null when there is none. */
  private SegmentShelf.Blank allocateIfRoom() {
    try {
      return allocate();
    } catch (IOException e) {
      lastFailure = e.toString();
      return null;
    }
  }

  private SegmentShelf.Blank allocate() throws IOException {
    if (!Files.isDirectory(dir)) {
      RunFolder.prepare(dir); // somebody deleted it; recording goes on
    }
    Path file = SegmentFiles.path(dir, created + 1);
    ByteBuffer bytes = allocator.allocate(file, settings.segmentBytes());
    created++;
    return new SegmentShelf.Blank(file, bytes);
  }

  private Segment create(long number, SegmentShelf.Blank blank) {
    Segment segment = new Segment(number, blank.bytes);
    clock.catchUp();
    segment.append(
        RecordLayout.RUN_STARTED, clock.micros(), 0, (out, limit) -> ValueCodec.writeRun(out, run));
    segment.writeHeader(run.startMicros(), clock.anchorMicros());
    return segment;
  }

  private synchronized void publish(Segment fresh, Path file) {
    shelf.add(fresh, file);
    bytesOnDisk = (long) shelf.size() * settings.segmentBytes();
    if (newest != null) {
      newest.linkTo(fresh);
    }
    newest = fresh;
  }

  private synchronized SegmentShelf.Blank dropOldest() throws IOException {
    return shelf.dropOldest(current.get().number(), tailed);
  }

  private synchronized boolean retryRefused() {
    return shelf.retryRefused();
  }

  /**
   * Opens the segment the engine reads next, so that deleting it cannot come between.
   *
   * @param after number of the segment it has finished, 0 for none
   * @return null when there is none yet
   */
  synchronized TailedSegment openNext(long after, Segment mapped) throws IOException {
    long number = Math.max(after + 1, shelf.oldest());
    Segment now = current.get();
    if (number > now.number()) {
      return null;
    }
    tailed = number;
    if (number == now.number()) {
      return TailedSegment.of(now);
    }
    Segment next = mapped == null ? null : mapped.next();
    if (next != null && next.number() == number) {
      return TailedSegment.of(next);
    }
    tailBuffer = tailBuffer == null ? FileWindow.newBuffer() : tailBuffer;
    return TailedSegment.of(shelf.fileOf(number), tailBuffer);
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
    current.get().force();
    removeUnused();
  }

  private synchronized void removeUnused() {
    shelf.deleteAfter(current.get().number());
    bytesOnDisk = (long) shelf.size() * settings.segmentBytes();
  }

  synchronized String lastFailure() {
    return lastFailure != null ? lastFailure : shelf.lastFailure();
  }

  long deletedSegments() {
    return shelf.droppedSegments();
  }

  long deletedEvents() {
    return shelf.droppedEvents();
  }

  long unanalysedEvents() {
    return shelf.unreadEvents();
  }

  long bytesOnDisk() {
    return bytesOnDisk;
  }
}
