package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeTasks;
import io.mapiaudit.boot.ProbeThreads;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.ThreadInfo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows the tracked threads, and gives every thread that is talked about its number. */
final class Threads {

  private static final long MAIN_THREAD = 1;

  /** After as many threads the marks of those that have ended are taken away. */
  private static final int MARKS = 4_096;

  private static final MethodHandle IS_VIRTUAL = isVirtualHandle();

  private final JournalWriter journal;
  private final TokenReader tokens;
  private final CallStacks stacks;
  private final boolean withTasks;

  private final PerThread<ThreadState> states = new PerThread<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final AtomicInteger marked = new AtomicInteger();

  /** Numbers of threads that were started by a tracked one and have not been seen themselves. */
  private final Map<Thread, Integer> announced = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * A table of threads.
   *
   * @param withTasks whether it matters what tasks a thread is in when it becomes tracked
   */
  Threads(JournalWriter journal, TokenReader tokens, CallStacks stacks, boolean withTasks) {
    this.journal = journal;
    this.tokens = tokens;
    this.stacks = stacks;
    this.withTasks = withTasks;
  }

  /** The calling thread's state, null when it is not tracked. */
  ThreadState tracked() {
    return states.get();
  }

  /** The calling thread's state; from now on the thread is tracked. */
  ThreadState track() {
    ThreadState state = states.get();
    if (state == null) {
      StackBase base = stacks.base();
      Thread thread = Thread.currentThread();
      String name = thread.getName();
      Integer announcedId = announced.remove(thread);
      int id = announcedId == null ? lastId.incrementAndGet() : announcedId;
      ThreadInfo info =
          new ThreadInfo(
              id,
              tokens.naming().thread(name),
              idOf(thread),
              tokens.threadId(),
              isVirtual(thread),
              isAttached(thread, base.bottom()));
      state = new ThreadState(thread, name, journal.intern(info));
      if (withTasks) {
        state.adopt(base.tasks());
      }
      states.set(state);
      watch();
    } else if (state.isRenamed()) {
      ThreadInfo old = state.info().value();
      String name = Thread.currentThread().getName();
      state.describe(
          name,
          journal.intern(
              new ThreadInfo(
                  old.id(),
                  tokens.naming().thread(name),
                  old.javaId(),
                  old.osId(),
                  old.isVirtual(),
                  old.isAttached())));
    }
    return state;
  }

  /** From now on the probe tells what the calling thread hands over and is handed. */
  private void watch() {
    ProbeTasks.watchThread();
    if (marked.incrementAndGet() % MARKS == 0) {
      ProbeThreads.retain(this::living);
    }
  }

  private List<Thread> living() {
    List<Thread> living = new ArrayList<>();
    states.forEach(state -> living.add(state.thread()));
    return living;
  }

  /** Has every thread count as one that was never seen. */
  void forget() {
    announced.clear();
    states.forget();
  }

  /** Forgets all threads, for good. */
  void clear() {
    states.clear();
  }

  /** A description of a thread that is about to be started. */
  Ref<ThreadInfo> announce(Thread started) {
    int id = lastId.incrementAndGet();
    announced.put(started, id);
    return journal.intern(
        new ThreadInfo(
            id,
            tokens.naming().thread(started.getName()),
            idOf(started),
            0,
            isVirtual(started),
            false));
  }

  /**
   * A thread made by native code has no {@code run} method at the bottom of its stack: it began
   * with whatever native code called first.
   */
  static boolean isAttached(Thread thread, StackTraceElement bottom) {
    if (idOf(thread) == MAIN_THREAD || bottom == null) {
      return false;
    }
    if (!bottom.getMethodName().equals("run")) {
      return true;
    }
    for (Class<?> type = thread.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(bottom.getClassName())) {
        return false;
      }
    }
    return true;
  }

  // Thread.threadId() replaces it, but only since Java 19.
  @SuppressWarnings("deprecation")
  private static long idOf(Thread thread) {
    return thread.getId();
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable impossible) {
      return false;
    }
  }

  private static MethodHandle isVirtualHandle() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException before21) {
      return null;
    }
  }
}
