package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;

/** One execution of a task on a pool thread. */
public final class TaskRun {

  private final long task;
  private final ThreadState thread;
  private final Identity startIdentity;
  private final HandOver handOver;
  final TaskRun outer;
  final boolean outerManagesToken;
  private Identity endIdentity;

  TaskRun(long task, ThreadState thread, Identity startIdentity, HandOver handOver) {
    this.task = task;
    this.thread = thread;
    this.startIdentity = startIdentity;
    this.handOver = handOver;
    this.outer = thread.task;
    this.outerManagesToken = thread.managesToken;
  }

  long task() {
    return task;
  }

  void ended(Identity identity) {
    endIdentity = identity;
  }

  public ThreadState thread() {
    return thread;
  }

  /** The thread's identity when the task began. */
  public Identity startIdentity() {
    return startIdentity;
  }

  /** The thread's identity when the task ended, null while it runs. */
  public Identity endIdentity() {
    return endIdentity;
  }

  /** Where the task was submitted under impersonation, else null. */
  public HandOver handOver() {
    return handOver;
  }
}
