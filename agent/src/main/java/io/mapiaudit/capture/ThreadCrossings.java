package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.ThreadInfo;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;

/** Has it recorded who starts which thread and who hands which task to whom. */
final class ThreadCrossings {

  /** Threads that virtual threads are mounted on; their tasks are to go on with one. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  /** How the names of the agent's own threads begin. */
  private static final String OWN_THREADS = "mapi-audit-";

  private final Guard guard;
  private final Threads threads;
  private final Tasks tasks;
  private final Recorder recorder;
  private volatile HandOvers handOvers;

  ThreadCrossings(
      Guard guard, Threads threads, Tasks tasks, Recorder recorder, HandOvers handOvers) {
    this.guard = guard;
    this.threads = threads;
    this.tasks = tasks;
    this.recorder = recorder;
    this.handOvers = handOvers;
    watch();
  }

  /** From now on everybody's are recorded, unless nobody's were to be. */
  void followAll() {
    if (handOvers != HandOvers.IGNORED) {
      handOvers = HandOvers.OF_ALL_THREADS;
      watch();
    }
  }

  /** Has everybody watched whose hand-overs are recorded without being tracked. */
  void watch() {
    if (handOvers == HandOvers.OF_ALL_THREADS) {
      ProbeTasks.watchAll();
    }
  }

  /** From now on the calling thread is tracked, and the tasks it is in are recorded. */
  void follow() {
    if (handOvers != HandOvers.IGNORED) {
      guard.run(state -> null);
    }
  }

  void threadStarting(Thread started) {
    if (!isRecordable(guard.tracked())) {
      return;
    }
    guard.run(
        state -> {
          Ref<ThreadInfo> info = threads.announce(started);
          recorder.starting(state, info);
          return null;
        });
  }

  void taskSubmitted(Object task) {
    if (task instanceof AsynchronousCompletionTask && tasks.isSubmitted(task)) {
      // A dependent stage: it is the work of who asked for it, not of who completed its source.
      return;
    }
    if (!isRecordable(guard.tracked())) {
      tasks.submittingUnrecorded(task);
      return;
    }
    guard.run(
        state -> {
          tasks.submitting(state, task);
          return null;
        });
  }

  TaskRun taskStarting(Object task) {
    if (Thread.currentThread().getClass().getName().equals(CARRIER)) {
      return null;
    }
    ThreadState thread = guard.tracked();
    if (thread != null && thread.busy) {
      return null;
    }
    long number = tasks.beginning(task);
    if (number == 0 && !isRecordable(thread)) {
      return null;
    }
    if (thread == null) {
      TaskBeginning beginning = new TaskBeginning(number);
      guard.begin(beginning);
      return beginning.run();
    }
    TaskRun run = thread.begin();
    run.number = number;
    guard.run(state -> null);
    return run;
  }

  /**
   * A task has ended.
   *
   * @param told what {@link #taskStarting} returned, or another recording's did
   */
  void taskEnded(Object told) {
    ThreadState thread = guard.tracked();
    if (thread == null || thread.busy) {
      return;
    }
    TaskRun run = thread.end(told);
    if (run != null && run.recorded) {
      guard.run(
          state -> {
            tasks.ended(state, run);
            return null;
          });
    }
  }

  /** Whether what a thread hands over or is handed is recorded; its state is null if untracked. */
  private boolean isRecordable(ThreadState thread) {
    return thread == null
        ? handOvers == HandOvers.OF_ALL_THREADS
            && !Thread.currentThread().getName().startsWith(OWN_THREADS)
        : handOvers != HandOvers.IGNORED && !thread.busy;
  }
}
