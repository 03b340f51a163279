package io.mapiaudit.capture;

import io.mapiaudit.identity.TokenReader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Does the agent's own work on an application thread: keeps the thread's last error, passes over
 * what that work itself calls, and keeps every error from the application.
 */
final class Guard {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

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

  /** Calls in progress, and whether new ones are let in. */
  private final LongAdder inside = new LongAdder();

  private final ProbeTime time = new ProbeTime();

  private volatile boolean closed;

  /** A piece of work. */
  interface Work {
    Call on(ThreadState state) throws Throwable;
  }

  /** What this work costs the application. */
  ProbeTime time() {
    return time;
  }

  /** The calling thread's state, null when it is not tracked. */
  ThreadState tracked() {
    return threads.tracked();
  }

  /** Notes the arguments of a COM call; from now on the calling thread is tracked. */
  void announce(Object[] comArguments) {
    ThreadState tracked = threads.tracked();
    if (tracked != null) {
      tracked.comArguments = comArguments;
      return;
    }
    run(
        state -> {
          state.comArguments = comArguments;
          return null;
        });
  }

  /** True while the agent is at work on the calling thread. */
  boolean isBusy() {
    ThreadState state = threads.tracked();
    return state != null && state.busy;
  }

  /** Does the work; null when it failed. From now on the thread is tracked. */
  Call run(Work work) {
    ThreadState state = enter();
    if (state == null) {
      return null;
    }
    try {
      return work.on(state);
    } catch (Throwable failure) {
      failures.accept(failure);
      return null;
    } finally {
      leave(state);
    }
  }

  /**
   * Work begins on the calling thread, which from now on is tracked: what {@link #run} does, for
   * work that is done so often that an object for each time would show.
   *
   * @return what {@link #leave} must be given at the end; null when there is to be no work
   */
  ThreadState enter() {
    return enter(null);
  }

  /** Records that the calling thread, which is tracked from now on, begins a task. */
  void begin(TaskBeginning task) {
    ThreadState state = enter(task);
    if (state != null) {
      leave(state);
    }
  }

  private ThreadState enter(TaskBeginning task) {
    inside.increment();
    ThreadState entered = null;
    try {
      entered = closed ? null : start(task);
      return entered;
    } finally {
      if (entered == null) {
        inside.decrement();
      }
    }
  }

  private ThreadState start(TaskBeginning task) {
    // First of all: whatever else is called may be what changes it, if only because the JVM links
    // or compiles it just then.
    int lastError = tokens.lastError();
    ThreadState state = null;
    try {
      long begun = time.begin();
      if (begun != 0) {
        // Once more, for the time it takes belongs to the work.
        tokens.lastError();
      }
      state = threads.track();
      state.workBegins(begun, lastError);
      if (task != null) {
        task.on(state);
      }
      // Whatever is recorded of a thread, the starts of its tasks are first.
      tasks.recordStarts(state);
      return state;
    } catch (Throwable failure) {
      failures.accept(failure);
      if (state != null) {
        end(state);
      } else {
        tokens.restoreLastError(lastError);
      }
      return null;
    }
  }

  /** Work has ended on the calling thread, well or not. */
  void leave(ThreadState state) {
    try {
      end(state);
    } finally {
      inside.decrement();
    }
  }

  private void end(ThreadState state) {
    state.busy = false;
    int lastError = state.lastError();
    if (state.begun() != 0) {
      tokens.restoreLastError(lastError);
      time.end(state.begun());
    }
    // Last of all, for the same reason.
    tokens.restoreLastError(lastError);
  }

  /**
   * Lets nobody in any more, and waits for those inside.
   *
   * @return false when somebody did not come out in time
   */
  boolean close(long timeoutMillis) {
    closed = true;
    return awaitEmpty(timeoutMillis);
  }

  /** Lets them in again. */
  void open() {
    closed = false;
  }

  /**
   * Waits for those inside.
   *
   * @return false when somebody did not come out in time
   */
  boolean awaitEmpty(long timeoutMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (inside.sum() != 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  /** Takes note of an error that was kept from the application. */
  void failed(Throwable failure) {
    failures.accept(failure);
  }
}
