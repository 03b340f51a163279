package io.mapiaudit.capture;

/** The tasks one thread is running, tracked or not. */
final class TaskRuns {

  TaskRun innermost;

  /** The thread's state, null while it is not tracked. */
  ThreadState state;
}
