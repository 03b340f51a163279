package io.mapiaudit.capture;

/** One execution of a task; touched by the thread that runs it alone. */
final class TaskRun {

  private final TaskRuns thread;
  private final TaskRun outer;

  /** The task's number in events, 0 while none was needed. */
  long number;

  /** True once its start is recorded. */
  boolean recorded;

  TaskRun(TaskRuns thread, TaskRun outer, long number) {
    this.thread = thread;
    this.outer = outer;
    this.number = number;
  }

  TaskRuns thread() {
    return thread;
  }

  /** The task this one runs inside of, null for none: a thread that waits may help out. */
  TaskRun outer() {
    return outer;
  }
}
