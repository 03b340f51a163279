package io.mapiaudit.capture;

/** A task is about to run on a thread that becomes tracked by it. */
final class TaskBeginning {

  private final long number;
  private TaskRun run;

  /**
   * A beginning.
   *
   * @param number the task's in events, 0 for none
   */
  TaskBeginning(long number) {
    this.number = number;
  }

  /** Notes it on the thread, which was in this task too when its stack was looked at. */
  void on(ThreadState thread) {
    run = thread.innermost() == null ? thread.begin() : thread.innermost();
    run.number = number;
  }

  /** Its run, null when it could not be noted. */
  TaskRun run() {
    return run;
  }
}
