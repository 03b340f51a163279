package io.mapiaudit.capture;

import io.mapiaudit.identity.TokenReader;
import java.util.function.Consumer;

/**
 * Does the agent's own work on an application thread: keeps the thread's last error, passes over
 * what that work itself calls, and keeps every error from the application.
 */
final class Guard {

  private final Threads threads;
  private final Tasks tasks;
  private final TokenReader tokens;
  private final Consumer<Throwable> failures;

  Guard(Threads threads, Tasks tasks, TokenReader tokens, Consumer<Throwable> failures) {
    this.threads = threads;
    this.tasks = tasks;
    this.tokens = tokens;
    this.failures = failures;
  }

  /** A piece of work. */
  interface Work {
    Call on(ThreadState state) throws Throwable;
  }

  /** The calling thread's state, null when it is not tracked. */
  ThreadState tracked() {
    return threads.tracked();
  }

  /** The calling thread's state; from now on the thread is tracked. */
  ThreadState track() {
    return threads.track();
  }

  /** True while the agent is at work on the calling thread. */
  boolean isBusy() {
    ThreadState state = threads.tracked();
    return state != null && state.busy;
  }

  /** Does the work; null when it failed. From now on the thread is tracked. */
  Call run(Work work) {
    int lastError = tokens.lastError();
    ThreadState state = null;
    try {
      state = threads.track();
      state.busy = true;
      tasks.recordStarts(state);
      return work.on(state);
    } catch (Throwable failure) {
      failures.accept(failure);
      return null;
    } finally {
      if (state != null) {
        state.busy = false;
      }
      tokens.restoreLastError(lastError);
    }
  }

  /** Takes note of an error that was kept from the application. */
  void failed(Throwable failure) {
    failures.accept(failure);
  }
}
