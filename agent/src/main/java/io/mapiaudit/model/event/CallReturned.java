package io.mapiaudit.model.event;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** A call came back. */
public final class CallReturned extends Event {

  private final long callId;
  private final ThreadInfo thread;
  private final Identity identity;
  private final EntryPoint entryPoint;
  private final Stack stack;
  private final long result;
  private final long created;
  private final boolean threw;

  public CallReturned(
      long sequence,
      long timeMicros,
      long callId,
      ThreadInfo thread,
      Identity identity,
      EntryPoint entryPoint,
      Stack stack,
      long result,
      long created,
      boolean threw) {
    super(sequence, timeMicros);
    this.callId = callId;
    this.thread = thread;
    this.identity = identity;
    this.entryPoint = entryPoint;
    this.stack = stack;
    this.result = result;
    this.created = created;
    this.threw = threw;
  }

  /** Sequence number of the {@link CallEntered} event. */
  public long callId() {
    return callId;
  }

  public ThreadInfo thread() {
    return thread;
  }

  /** The identity after the call when it was read again, otherwise null. */
  public Identity identity() {
    return identity;
  }

  public EntryPoint entryPoint() {
    return entryPoint;
  }

  /** Recorded when the result makes it evidence, otherwise {@link Stack#EMPTY}. */
  public Stack stack() {
    return stack;
  }

  /** The raw result, see {@link EntryPoint#resultType}. */
  public long result() {
    return result;
  }

  /** Pointer, handle or advise connection the call handed out, 0 for none. */
  public long created() {
    return created;
  }

  /** True when an exception left the call. */
  public boolean threw() {
    return threw;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
