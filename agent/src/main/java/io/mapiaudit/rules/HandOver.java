package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** Work given from one thread to another: who gave it, as whom, and where. */
public final class HandOver {

  private final ThreadInfo giver;
  private final Identity identity;
  private final Stack stack;
  private final boolean task;
  private final boolean direct;

  HandOver(ThreadInfo giver, Identity identity, Stack stack, boolean task) {
    this(giver, identity, stack, task, /* direct= */ true);
  }

  private HandOver(ThreadInfo giver, Identity identity, Stack stack, boolean task, boolean direct) {
    this.giver = giver;
    this.identity = identity;
    this.stack = stack;
    this.task = task;
    this.direct = direct;
  }

  public ThreadInfo giver() {
    return giver;
  }

  /** The giver's identity at that moment. */
  public Identity identity() {
    return identity;
  }

  public Stack stack() {
    return stack;
  }

  /** The same, as what came of it is handed on once more. */
  HandOver passedOn() {
    return direct ? new HandOver(giver, identity, stack, task, /* direct= */ false) : this;
  }

  /** False when who got the work from the giver has handed it on. */
  public boolean isDirect() {
    return direct;
  }

  /** True for a task given to a pool, false for a thread that was started. */
  public boolean isTask() {
    return task;
  }
}
