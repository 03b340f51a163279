package io.mapiaudit.benchmarks.calls;

/** What is measured, by name. */
public enum Subject {
  JNA,
  JNI,
  CALLBACK,
  COM,
  UNNAMED,
  TOKEN_TYPED,
  TOKEN_BARE,
  TOKEN_DIRECT,
  THREAD_START,
  EXECUTOR,
  EXECUTOR_WAITED_FOR,
  VIRTUAL_THREADS;

  private static final int SECURITY_IMPERSONATION = 2;

  /** Whether all of it happens on the calling thread. */
  boolean isOfOneThread() {
    return compareTo(THREAD_START) < 0;
  }

  /**
   * Makes ready to measure on the calling thread.
   *
   * @param impersonating whether the thread gets a token first
   */
  Operation open(boolean impersonating) throws ReflectiveOperationException {
    if (impersonating && TokenCalls.impersonation().ImpersonateSelf(SECURITY_IMPERSONATION) == 0) {
      throw new IllegalStateException("the thread got no token");
    }
    switch (this) {
      case JNA:
        return MapiCalls.jna();
      case JNI:
        return MapiCalls.jni();
      case CALLBACK:
        return MapiCalls.callback();
      case COM:
        return MapiCalls.com();
      case UNNAMED:
        return MapiCalls.unnamed();
      case TOKEN_TYPED:
        return TokenCalls.typed();
      case TOKEN_BARE:
        return TokenCalls.bare();
      case TOKEN_DIRECT:
        return TokenCalls.direct();
      case THREAD_START:
        return TaskCalls.threadStart();
      case EXECUTOR:
        return TaskCalls.executor();
      case EXECUTOR_WAITED_FOR:
        return TaskCalls.executorWaitedFor();
      default:
        return TaskCalls.virtualThreads();
    }
  }
}
