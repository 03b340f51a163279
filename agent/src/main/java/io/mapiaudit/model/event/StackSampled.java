package io.mapiaudit.model.event;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** The stack of a thread that has not come back from a call. */
public final class StackSampled extends Event {

  private final ThreadInfo thread;
  private final Stack stack;
  private final long callId;

  public StackSampled(long sequence, long timeMicros, ThreadInfo thread, Stack stack, long callId) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.stack = stack;
    this.callId = callId;
  }

  public ThreadInfo thread() {
    return thread;
  }

  public Stack stack() {
    return stack;
  }

  /** Sequence number of the call it is in, 0 when it is in none. */
  public long callId() {
    return callId;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
