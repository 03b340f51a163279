package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Stack;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Recognises a task that was handed to a pool or timer when it is run, and records its run.
 *
 * <p>Nothing is noted of a task that an untracked thread begins. Should the thread become tracked
 * inside it, its stack tells that it is in a task. The start is recorded then, with the identity
 * read before the call that made it tracked: no call that was seen can have changed the token since
 * the task began.
 */
final class Tasks {

  private final JournalWriter journal;
  private final Consumer<ThreadState> readIdentity;
  private final CallStacks stacks;
  private final AtomicLong lastNumber = new AtomicLong();

  /** Numbers of tasks that were handed over and have not begun. */
  private final WeakIdentityMap<Long> once =
      new WeakIdentityMap<>(ProbeTasks.handOversForOnce(), ProbeTasks.handOvers());

  /** Numbers of tasks that may run again. */
  private final WeakIdentityMap<Long> repeated =
      new WeakIdentityMap<>(new AtomicInteger(), ProbeTasks.handOvers());

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
    numbers(task).put(task, number);
  }

  /**
   * Notes that a task is handed over unrecorded, by which an earlier hand-over of the same object
   * no longer tells who the next run of it is for.
   */
  void submittingUnrecorded(Object task) {
    numbers(task).remove(task);
  }

  /** True when the task's hand-over is recorded and it has not begun. */
  boolean isSubmitted(Object task) {
    return numbers(task).get(task) != null;
  }

  /** The number of a task that is about to run, 0 when its hand-over is not recorded. */
  long beginning(Object task) {
    Long number = ProbeTasks.mayRunAgain(task) ? repeated.get(task) : once.remove(task);
    return number == null ? 0 : number;
  }

  /** Records the starts of the tasks the calling thread is in, unless that has been done. */
  void recordStarts(ThreadState thread) {
    TaskRun innermost = thread.innermost();
    if (innermost != null && !innermost.recorded) {
      readIdentity.accept(thread);
      recordStart(thread, innermost);
    }
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

  /** Has every task count as one that was never seen. */
  void forget() {
    once.clear();
    repeated.clear();
  }

  private WeakIdentityMap<Long> numbers(Object task) {
    return ProbeTasks.mayRunAgain(task) ? repeated : once;
  }
}
