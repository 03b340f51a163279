package io.mapiaudit.journal;

import static io.mapiaudit.journal.RecordLayout.ENTRY_POINT_AT;
import static io.mapiaudit.journal.RecordLayout.FIRST_AT;
import static io.mapiaudit.journal.RecordLayout.FLAGS_AT;
import static io.mapiaudit.journal.RecordLayout.IDENTITY_AT;
import static io.mapiaudit.journal.RecordLayout.OTHER_AT;
import static io.mapiaudit.journal.RecordLayout.SECOND_AT;
import static io.mapiaudit.journal.RecordLayout.STACK_AT;
import static io.mapiaudit.journal.RecordLayout.THIRD_AT;
import static io.mapiaudit.journal.RecordLayout.THREAD_AT;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.model.event.AccountNamed;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;
import io.mapiaudit.model.event.EnvironmentObserved;
import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.EventsLost;
import io.mapiaudit.model.event.NativeThreadEnded;
import io.mapiaudit.model.event.NativeThreadSeen;
import io.mapiaudit.model.event.RecordingSwitched;
import io.mapiaudit.model.event.RunEnded;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.model.event.StackSampled;
import io.mapiaudit.model.event.TaskEnded;
import io.mapiaudit.model.event.TaskStarted;
import io.mapiaudit.model.event.TaskSubmitted;
import io.mapiaudit.model.event.ThreadStarted;
import io.mapiaudit.model.event.ThreadsSwept;
import io.mapiaudit.model.event.Tick;
import java.nio.ByteBuffer;

/** Makes events of records, and keeps the dictionary of the segment they are in. */
final class EventDecoder {

  static final int THREW = 1;
  static final int OF_MAPI = 1;
  static final String ON = "on";
  static final String OFF = "off";

  private static final Identity UNKNOWN = Identity.unknown(Identity.Source.PROCESS);

  private final IdMap dictionary = new IdMap();
  private ByteBuffer buffer;
  private int at;
  private long lastTime;
  private long unresolved;

  /** Forgets the dictionary: every segment has its own. */
  void startSegment() {
    dictionary.clear();
  }

  /**
   * Decodes the record the cursor found.
   *
   * @return null when it is no event
   * @throws PayloadReader.BadPayload when the record is whole but makes no sense
   */
  Event decode(SegmentCursor cursor) throws PayloadReader.BadPayload {
    int type = cursor.type();
    buffer = cursor.buffer();
    at = cursor.position();
    if (!RecordLayout.isEvent(type)) {
      if (type != RecordLayout.FILLER) {
        PayloadReader payload = new PayloadReader(buffer, at, cursor.recordSlots());
        dictionary.put(buffer.getInt(at + RecordLayout.ID_AT), ValueCodec.read(type, payload));
      }
      return null;
    }
    long time = buffer.getLong(at + RecordLayout.TIME_AT);
    Event event = decode(type, cursor, cursor.sequence(), time);
    lastTime = event.timeMicros();
    return event;
  }

  /**
   * Events decoded so far that name a dictionary record that is gone: their identity is then {@link
   * Identity#unknown unknown}, their stack empty, their text null.
   */
  long unresolved() {
    return unresolved;
  }

  private Event decode(int type, SegmentCursor cursor, long sequence, long time)
      throws PayloadReader.BadPayload {
    switch (type) {
      case RecordLayout.CALL_ENTERED:
        return callEntered(sequence, time);
      case RecordLayout.CALL_RETURNED:
        return callReturned(sequence, time);
      case RecordLayout.THREAD_STARTED:
        return new ThreadStarted(sequence, time, thread(), identity(), stack(), started());
      case RecordLayout.TASK_SUBMITTED:
        return new TaskSubmitted(sequence, time, thread(), identity(), stack(), first());
      case RecordLayout.TASK_STARTED:
        return new TaskStarted(sequence, time, thread(), identity(), first());
      case RecordLayout.TASK_ENDED:
        return new TaskEnded(sequence, time, thread(), identity(), first());
      case RecordLayout.STACK_SAMPLED:
        return new StackSampled(sequence, time, thread(), stack(), first());
      case RecordLayout.TICK:
        return new Tick(sequence, time);
      case RecordLayout.EVENTS_LOST:
        return new EventsLost(sequence, time, first());
      case RecordLayout.RUN_ENDED:
        return new RunEnded(sequence, time);
      case RecordLayout.RUN_STARTED:
        // Written when the segment was prepared, which is before the events of the one before it.
        RunInfo run = ValueCodec.readRun(payload(cursor));
        return new RunStarted(sequence, Math.max(time, lastTime), run);
      case RecordLayout.ACCOUNT_NAMED:
        PayloadReader names = payload(cursor);
        return new AccountNamed(sequence, time, names.getString(), names.getString());
      case RecordLayout.ENVIRONMENT_OBSERVED:
        PayloadReader fact = payload(cursor);
        return new EnvironmentObserved(sequence, time, fact.getString(), fact.getString());
      case RecordLayout.RECORDING_SWITCHED:
        PayloadReader change = payload(cursor);
        return new RecordingSwitched(sequence, time, isOn(change.getString()), change.getString());
      case RecordLayout.NATIVE_THREAD_SEEN:
        return nativeThreadSeen(sequence, time);
      case RecordLayout.NATIVE_THREAD_ENDED:
        return new NativeThreadEnded(sequence, time, thread(), first());
      case RecordLayout.THREADS_SWEPT:
        return new ThreadsSwept(sequence, time, first(), second(), third());
      default:
        throw new PayloadReader.BadPayload("unknown record type " + type);
    }
  }

  private static boolean isOn(String word) throws PayloadReader.BadPayload {
    if (!word.equals(ON) && !word.equals(OFF)) {
      throw new PayloadReader.BadPayload("recording is neither on nor off");
    }
    return word.equals(ON);
  }

  private Event callEntered(long sequence, long time) throws PayloadReader.BadPayload {
    int text = buffer.getInt(at + OTHER_AT);
    return new CallEntered(
        sequence,
        time,
        thread(),
        identity(),
        entryPoint(),
        stack(),
        first(),
        second(),
        third(),
        text == 0 ? null : find(text, String.class, null));
  }

  private Event callReturned(long sequence, long time) throws PayloadReader.BadPayload {
    boolean readAgain = buffer.getInt(at + IDENTITY_AT) != 0;
    return new CallReturned(
        sequence,
        time,
        first(),
        thread(),
        readAgain ? identity() : null,
        entryPoint(),
        stack(),
        second(),
        third(),
        (buffer.getInt(at + FLAGS_AT) & THREW) != 0);
  }

  private Event nativeThreadSeen(long sequence, long time) throws PayloadReader.BadPayload {
    return new NativeThreadSeen(
        sequence,
        time,
        thread(),
        identity(),
        find(buffer.getInt(at + OTHER_AT), String.class, ""),
        first(),
        second(),
        third(),
        (buffer.getInt(at + FLAGS_AT) & OF_MAPI) != 0);
  }

  private PayloadReader payload(SegmentCursor cursor) throws PayloadReader.BadPayload {
    return new PayloadReader(buffer, at, cursor.recordSlots());
  }

  private long first() {
    return buffer.getLong(at + FIRST_AT);
  }

  private long second() {
    return buffer.getLong(at + SECOND_AT);
  }

  private long third() {
    return buffer.getLong(at + THIRD_AT);
  }

  private ThreadInfo thread() throws PayloadReader.BadPayload {
    return need(buffer.getInt(at + THREAD_AT), ThreadInfo.class);
  }

  private ThreadInfo started() throws PayloadReader.BadPayload {
    return need(buffer.getInt(at + OTHER_AT), ThreadInfo.class);
  }

  private EntryPoint entryPoint() throws PayloadReader.BadPayload {
    return need(buffer.getInt(at + ENTRY_POINT_AT), EntryPoint.class);
  }

  private Identity identity() {
    int id = buffer.getInt(at + IDENTITY_AT);
    return find(id, Identity.class, UNKNOWN);
  }

  private Stack stack() {
    int id = buffer.getInt(at + STACK_AT);
    return id == 0 ? Stack.EMPTY : find(id, Stack.class, Stack.EMPTY);
  }

  private <T> T find(int id, Class<T> type, T otherwise) {
    T value = dictionary.get(id, type);
    if (value == null) {
      unresolved++;
      return otherwise;
    }
    return value;
  }

  /** An event without its thread or entry point cannot be told apart from others: it is refused. */
  private <T> T need(int id, Class<T> type) throws PayloadReader.BadPayload {
    T value = dictionary.get(id, type);
    if (value == null) {
      throw new PayloadReader.BadPayload(
          "no " + type.getSimpleName() + " " + id + " in this segment's dictionary");
    }
    return value;
  }
}
