package io.mapiaudit.model.event;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** A tracked thread started another one. */
public final class ThreadStarted extends Event {

  private final ThreadInfo thread;
  private final Identity identity;
  private final Stack stack;
  private final ThreadInfo started;

  public ThreadStarted(
      long sequence,
      long timeMicros,
      ThreadInfo thread,
      Identity identity,
      Stack stack,
      ThreadInfo started) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.identity = identity;
    this.stack = stack;
    this.started = started;
  }

  /** The creator. */
  public ThreadInfo thread() {
    return thread;
  }

  /** The creator's identity at that moment. */
  public Identity identity() {
    return identity;
  }

  public Stack stack() {
    return stack;
  }

  public ThreadInfo started() {
    return started;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
