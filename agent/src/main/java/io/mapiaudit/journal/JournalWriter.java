package io.mapiaudit.journal;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Appends events to the journal of one run. Any thread may append at any time: it takes no lock,
 * touches no file and allocates nothing unless a value is new to the current segment. An event that
 * finds no room is dropped and counted; once there is room again an EventsLost record tells.
 *
 * <p>Every append method returns the event's sequence number, or 0 when it was lost or the journal
 * is closed. References may be null where the parameter says so.
 */
public final class JournalWriter implements Closeable {

  private final RunLock lock;
  private final EventAppender appender;
  private final SegmentKeeper keeper;
  private final Interner interner = new Interner();

  private JournalWriter(RunLock lock, EventAppender appender, SegmentKeeper keeper) {
    this.lock = lock;
    this.appender = appender;
    this.keeper = keeper;
  }

  /**
   * Begins a journal.
   *
   * @param dir the run folder; created when missing, and closed to everybody but its owner
   * @param run what every segment begins with
   * @param maxBytes bound on disk, at least 1 MiB; the oldest segments go first
   * @throws IOException when the folder cannot be written to or holds a journal already
   * @throws IllegalArgumentException when the bound is too small
   */
  public static JournalWriter open(Path dir, RunInfo run, long maxBytes) throws IOException {
    return open(
        dir, run, JournalSettings.bounded(maxBytes), JournalClock.system(), SegmentFiles::allocate);
  }

  static JournalWriter open(
      Path dir,
      RunInfo run,
      JournalSettings settings,
      JournalClock clock,
      SegmentFiles.Allocator allocator)
      throws IOException {
    RunFolder.prepare(dir);
    RunLock lock = RunLock.take(dir);
    SegmentKeeper keeper = new SegmentKeeper(dir, run, settings, clock, allocator);
    boolean started = false;
    try {
      if (!SegmentFiles.list(dir).isEmpty()) {
        throw new IOException(dir + " holds a journal already");
      }
      keeper.start();
      started = true;
    } finally {
      if (!started) {
        lock.close();
      }
    }
    return new JournalWriter(lock, new EventAppender(keeper, clock), keeper);
  }

  /**
   * A reference to an equal value, for use in events of this writer. What was interned is forgotten
   * when it takes too much heap (8 MiB, estimated); references handed out stay valid.
   *
   * @param value an Identity, EntryPoint, Stack, ThreadInfo or String
   * @return null for null and for the empty stack
   * @throws IllegalArgumentException for any other type
   */
  public <T> Ref<T> intern(T value) {
    return interner.intern(value);
  }

  /** Appends a CallEntered; its sequence number is the call's id. */
  public long callEntered(
      Ref<ThreadInfo> thread,
      Ref<Identity> identity,
      Ref<EntryPoint> entryPoint,
      Ref<Stack> stackOrNull,
      long object,
      long argument,
      long context,
      Ref<String> textOrNull) {
    return appender.append(
        RecordLayout.CALL_ENTERED,
        thread,
        identity,
        entryPoint,
        stackOrNull,
        textOrNull,
        0,
        object,
        argument,
        context);
  }

  /** Appends a CallReturned; {@code callId} is what callEntered returned, 0 included. */
  public long callReturned(
      long callId,
      Ref<ThreadInfo> thread,
      Ref<Identity> identityOrNull,
      Ref<EntryPoint> entryPoint,
      Ref<Stack> stackOrNull,
      long result,
      long created,
      boolean threw) {
    return appender.append(
        RecordLayout.CALL_RETURNED,
        thread,
        identityOrNull,
        entryPoint,
        stackOrNull,
        null,
        threw ? EventDecoder.THREW : 0,
        callId,
        result,
        created);
  }

  /** Appends a ThreadStarted; {@code thread} is the creator. */
  public long threadStarted(
      Ref<ThreadInfo> thread,
      Ref<Identity> identity,
      Ref<Stack> stackOrNull,
      Ref<ThreadInfo> started) {
    return appender.append(
        RecordLayout.THREAD_STARTED, thread, identity, null, stackOrNull, started, 0, 0, 0, 0);
  }

  /** Appends a TaskSubmitted. */
  public long taskSubmitted(
      Ref<ThreadInfo> thread, Ref<Identity> identity, Ref<Stack> stackOrNull, long task) {
    return appender.append(
        RecordLayout.TASK_SUBMITTED, thread, identity, null, stackOrNull, null, 0, task, 0, 0);
  }

  /** Appends a TaskStarted. */
  public long taskStarted(Ref<ThreadInfo> thread, Ref<Identity> identity, long task) {
    return appender.append(
        RecordLayout.TASK_STARTED, thread, identity, null, null, null, 0, task, 0, 0);
  }

  /** Appends a TaskEnded. */
  public long taskEnded(Ref<ThreadInfo> thread, Ref<Identity> identity, long task) {
    return appender.append(
        RecordLayout.TASK_ENDED, thread, identity, null, null, null, 0, task, 0, 0);
  }

  /** Appends a StackSampled; {@code callId} is 0 when the thread is in no call. */
  public long stackSampled(Ref<ThreadInfo> thread, Ref<Stack> stackOrNull, long callId) {
    return appender.append(
        RecordLayout.STACK_SAMPLED, thread, null, null, stackOrNull, null, 0, callId, 0, 0);
  }

  /** Appends a Tick. */
  public long tick() {
    return appender.append(RecordLayout.TICK, null, null, null, null, null, 0, 0, 0, 0);
  }

  /** Appends an AccountNamed. */
  public long accountNamed(String sid, String account) {
    return appender.append(
        RecordLayout.ACCOUNT_NAMED, (out, limit) -> out.putString(sid).putString(account));
  }

  /** Appends an EnvironmentObserved. */
  public long environmentObserved(String key, String value) {
    return appender.append(
        RecordLayout.ENVIRONMENT_OBSERVED, (out, limit) -> out.putString(key).putString(value));
  }

  /** Appends a RecordingSwitched. */
  public long recordingSwitched(boolean on, String reason) {
    String word = on ? EventDecoder.ON : EventDecoder.OFF;
    return appender.append(
        RecordLayout.RECORDING_SWITCHED, (out, limit) -> out.putString(word).putString(reason));
  }

  /** For what the sweep of native threads sees. */
  public SweepRecords sweep() {
    return new SweepRecords(appender);
  }

  /**
   * The reading end for the engine thread of this process; it begins at the oldest event there is.
   * A journal has one.
   */
  public JournalTail tail() {
    return new JournalTail(keeper, System::nanoTime);
  }

  /** Now, on the clock that stamps the events: microseconds since 1970-01-01 UTC. */
  public long nowMicros() {
    return appender.nowMicros();
  }

  /** Events that were dropped because no segment was ready or the disk was full. */
  public long lostEvents() {
    return appender.lostEvents();
  }

  /** Segments deleted to keep the bound, or to make room on a full disk. */
  public long deletedSegments() {
    return keeper.deletedSegments();
  }

  /** Events in the deleted segments. */
  public long deletedEvents() {
    return keeper.deletedEvents();
  }

  /** Size of the segment files, those prepared ahead included. */
  public long bytesOnDisk() {
    return keeper.bytesOnDisk();
  }

  /** What last went wrong with files, null when nothing did. Recording goes on regardless. */
  public String lastFailure() {
    return keeper.lastFailure();
  }

  /** True when the segment behind the current one is prepared. */
  boolean isNextReady() {
    return keeper.current().next() != null;
  }

  /** Appends RunEnded, brings what was recorded to the disk and gives the run folder free. */
  @Override
  public void close() throws IOException {
    if (appender.end()) {
      keeper.stop();
      lock.close();
    }
  }
}
