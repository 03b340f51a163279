package io.mapiaudit.capture;

import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.ThreadInfo;

/** What the agent keeps about one thread; touched by that thread alone. */
final class ThreadState {

  private final Thread thread;
  private Ref<ThreadInfo> info;
  private String name;

  /**
   * True while the agent itself is at work on this thread, so that its own calls are passed over.
   */
  boolean busy;

  private int lastError;
  private long begun;

  /** The arguments of the COM call that is about to pass through {@code Function.invoke} too. */
  Object[] comArguments;

  /** The notification callback that the call it is making hands to native code, null for none. */
  Object passedCallback;

  private TaskRun innermost;

  /** The last identity read, with its reference: mostly it is the same again. */
  Identity identity;

  Ref<Identity> identityRef;

  /**
   * A thread.
   *
   * @param name the thread's own, which its description may show in another form
   */
  ThreadState(Thread thread, String name, Ref<ThreadInfo> info) {
    this.thread = thread;
    this.info = info;
    this.name = name;
  }

  /**
   * The agent's own work begins.
   *
   * @param newBegun what {@link ProbeTime#end} is to be given
   * @param newLastError what the thread's last error is to be again when the work ends
   */
  void workBegins(long newBegun, int newLastError) {
    busy = true;
    begun = newBegun;
    lastError = newLastError;
  }

  int lastError() {
    return lastError;
  }

  long begun() {
    return begun;
  }

  Thread thread() {
    return thread;
  }

  /** The task it is in, null for none. */
  TaskRun innermost() {
    return innermost;
  }

  /** Notes tasks that it was in before it became tracked. */
  void adopt(int tasks) {
    for (int i = 0; i < tasks; i++) {
      innermost = new TaskRun(this, innermost, /* adopted= */ true);
    }
  }

  /** Notes that it begins a task. */
  TaskRun begin() {
    innermost = new TaskRun(this, innermost, /* adopted= */ false);
    return innermost;
  }

  /**
   * Notes that a task ends, and whatever is left inside it with it.
   *
   * @param told what was given out for it at its beginning: of an adopted one nothing, or something
   *     that is no longer valid
   * @return the task, null when nothing is known of it
   */
  TaskRun end(Object told) {
    TaskRun ended = ownRun(told);
    if (ended == null) {
      ended = innermost;
      while (ended != null && !ended.isAdopted()) {
        ended = ended.outer();
      }
    }
    if (ended != null) {
      innermost = ended.outer();
    }
    return ended;
  }

  private TaskRun ownRun(Object told) {
    boolean own = told instanceof TaskRun && ((TaskRun) told).thread() == this;
    return own ? (TaskRun) told : null;
  }

  Ref<ThreadInfo> info() {
    return info;
  }

  /** True when the thread has been renamed since it was described. */
  boolean isRenamed() {
    String now = thread.getName();
    return !now.equals(name);
  }

  void describe(String newName, Ref<ThreadInfo> newInfo) {
    info = newInfo;
    name = newName;
  }
}
