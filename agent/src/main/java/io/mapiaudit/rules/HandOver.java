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

  HandOver(ThreadInfo giver, Identity identity, Stack stack, boolean task) {
    this.giver = giver;
    this.identity = identity;
    this.stack = stack;
    this.task = task;
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

  /** True for a task given to a pool, false for a thread that was started. */
  public boolean isTask() {
    return task;
  }
}
