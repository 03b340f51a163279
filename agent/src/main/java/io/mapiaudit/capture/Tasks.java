package io.mapiaudit.capture;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Stack;
import java.util.TimerTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Recognises a task that was handed to a pool or timer when it is run, and records its run.
 *
 * <p>A task that an untracked thread begins is only remembered. Should the thread become tracked
 * inside it, the start is recorded then, with the identity read before the call that made it
 * tracked: no call that was seen can have changed the token since the task began.
 */
final class Tasks {

  private final JournalWriter journal;
  private final Consumer<ThreadState> readIdentity;
  private final CallStacks stacks;
  private final AtomicLong lastNumber = new AtomicLong();

  /** Numbers of the tasks that were handed over and have not begun, or may begin again. */
  private final WeakIdentityMap<Long> submitted = new WeakIdentityMap<>();

  private final PerThread<TaskRuns> runs = new PerThread<>();

  /**
   * A record of tasks.
   *
   * @param readIdentity reads the calling thread's identity into its state
   */
  Tasks(JournalWriter journal, Consumer<ThreadState> readIdentity, CallStacks stacks) {
    this.journal = journal;
    this.readIdentity = readIdentity;
    this.stacks = stacks;
  }

  /** Records that the calling thread is about to hand a task over. */
  void submitting(ThreadState thread, Object task) {
    long number = lastNumber.incrementAndGet();
    readIdentity.accept(thread);
    // Only what is handed over under impersonation can lose its identity on the way.
    Ref<Stack> stack = thread.identity.isImpersonating() ? stacks.here() : null;
    journal.taskSubmitted(thread.info(), thread.identityRef, stack, number);
    submitted.put(task, number);
  }

  /**
   * Notes that a task is handed over unrecorded, by which an earlier hand-over of the same object
   * no longer tells who the next run of it is for.
   */
  void submittingUnrecorded(Object task) {
    submitted.remove(task);
  }

  /** True when the task's hand-over is recorded and it has not begun. */
  boolean isSubmitted(Object task) {
    return submitted.get(task) != null;
  }

  /** Notes that the calling thread begins a task. */
  TaskRun begin(Object task) {
    Long number = mayRunAgain(task) ? submitted.get(task) : submitted.remove(task);
    TaskRuns thread = runsOfThread();
    TaskRun run = new TaskRun(thread, thread.innermost, number == null ? 0 : number);
    thread.innermost = run;
    return run;
  }

  /** Notes that a task ends on the calling thread, and whatever is left inside it with it. */
  void end(TaskRun run) {
    run.thread().innermost = run.outer();
  }

  /** Records the starts of the tasks the calling thread is in, unless that has been done. */
  void recordStarts(ThreadState thread) {
    if (thread.runs == null) {
      thread.runs = runsOfThread();
      thread.runs.state = thread;
    }
    TaskRun innermost = thread.runs.innermost;
    if (innermost != null && !innermost.recorded) {
      readIdentity.accept(thread);
      recordStart(thread, innermost);
    }
  }

  private TaskRuns runsOfThread() {
    TaskRuns own = runs.get();
    if (own == null) {
      own = new TaskRuns();
      runs.set(own);
    }
    return own;
  }

  /** Has every task count as one that was never seen. */
  void forget() {
    submitted.clear();
    runs.forget();
  }

  /** Forgets what threads are running, for good. */
  void clear() {
    runs.clear();
  }

  private void recordStart(ThreadState thread, TaskRun run) {
    if (run.outer() != null && !run.outer().recorded) {
      recordStart(thread, run.outer());
    }
    if (run.number == 0) {
      run.number = lastNumber.incrementAndGet();
    }
    journal.taskStarted(thread.info(), thread.identityRef, run.number);
    run.recorded = true;
  }

  /** Records that a task whose start is recorded has ended on the calling thread. */
  void ended(ThreadState thread, TaskRun run) {
    readIdentity.accept(thread);
    journal.taskEnded(thread.info(), thread.identityRef, run.number);
  }

  /** A scheduler's own task objects may run again, and are never handed over twice. */
  private static boolean mayRunAgain(Object task) {
    return task instanceof RunnableScheduledFuture || task instanceof TimerTask;
  }
}
