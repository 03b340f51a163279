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

  private boolean keepsLastError;
  private int lastError;
  private long begun;

  /** The arguments of the COM call that is about to pass through {@code Function.invoke} too. */
  Object[] comArguments;

  /** The notification callback that the call it is making hands to native code, null for none. */
  Object passedCallback;

  /** The tasks it is running, null until it has been looked at as a tracked thread. */
  TaskRuns runs;

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
   * The agent's own work begins, and keeps no last error yet.
   *
   * @param newBegun what {@link ProbeTime#end} is to be given
   */
  void workBegins(long newBegun) {
    busy = true;
    begun = newBegun;
    keepsLastError = false;
  }

  /** What the thread's last error is to be again when the work ends. */
  void keepLastError(int error) {
    lastError = error;
    keepsLastError = true;
  }

  boolean keepsLastError() {
    return keepsLastError;
  }

  int lastError() {
    return lastError;
  }

  long begun() {
    return begun;
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
