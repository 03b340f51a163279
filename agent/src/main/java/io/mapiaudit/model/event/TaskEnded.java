package io.mapiaudit.model.event;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;

/** A pool thread finished a task. */
public final class TaskEnded extends Event {

  private final ThreadInfo thread;
  private final Identity identity;
  private final long task;

  public TaskEnded(
      long sequence, long timeMicros, ThreadInfo thread, Identity identity, long task) {
    super(sequence, timeMicros);
    this.thread = thread;
    this.identity = identity;
    this.task = task;
  }

  public ThreadInfo thread() {
    return thread;
  }

  public Identity identity() {
    return identity;
  }

  public long task() {
    return task;
  }

  @Override
  public void deliverTo(EventHandler handler) {
    handler.on(this);
  }
}
