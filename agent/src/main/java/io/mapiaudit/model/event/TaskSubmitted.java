package io.mapiaudit.model.event;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** A tracked thread handed a task to a pool, timer or scheduler. */
public final class TaskSubmitted extends Event {

  private final ThreadInfo thread;
  private final Identity identity;
  private final Stack stack;
  private final long task;

  public TaskSubmitted(
      long sequence,
      long timeMicros,
      ThreadInfo thread,
      Identity identity,
      Stack stack,
      long task) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.identity = identity;
    this.stack = stack;
    this.task = task;
  }

  public ThreadInfo thread() {
    return thread;
  }

  public Identity identity() {
    return identity;
  }

  public Stack stack() {
    return stack;
  }

  /** Identifies the task in {@link TaskStarted} and {@link TaskEnded}. */
  public long task() {
    return task;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
