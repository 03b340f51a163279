package io.mapiaudit.capture;

/** One execution of a task on a tracked thread; touched by that thread alone. */
final class TaskRun {

  private final ThreadState thread;
  private final TaskRun outer;

  /** Whether it had begun when its thread became tracked, so that nobody holds it for its end. */
  private final boolean adopted;

  /** The task's number in events, 0 while it has none. */
  long number;

  /** True once its start is recorded. */
  boolean recorded;

  TaskRun(ThreadState thread, TaskRun outer, boolean adopted) {
    this.thread = thread;
    this.outer = outer;
    this.adopted = adopted;
  }

  ThreadState thread() {
    return thread;
  }

  /** The task this one runs inside of, null for none: a thread that waits may help out. */
  TaskRun outer() {
    return outer;
  }

  boolean isAdopted() {
    return adopted;
  }
}
