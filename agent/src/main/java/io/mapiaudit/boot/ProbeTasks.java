package io.mapiaudit.boot;

import java.util.TimerTask;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What threads, pools and timers call when work is handed over. Nearly all of it is none of the
 * audit's business, so each method begins with the few reads that tell so: whether anybody is
 * tracked, whether the calling thread may be, whether the task may be one whose hand-over is
 * recorded.
 */
public final class ProbeTasks {

  /** Stands for a run whose start failed to be noted: nothing is to be done at its end. */
  private static final Object LOST = new Object();

  /** Recorded hand-overs of tasks that run once and have not begun. */
  private static final AtomicInteger ONCE = new AtomicInteger();

  /** All recorded hand-overs, those of tasks that may run again too. */
  private static final AtomicInteger ALL = new AtomicInteger();

  /** Grows when a thread comes to be watched. */
  private static final AtomicInteger WATCHED = new AtomicInteger();

  /** The sink in charge while there is anything to tell it of, else null. */
  private static volatile ProbeSink listener;

  private static ProbeSink sink;
  private static boolean wanted;

  private ProbeTasks() {}

  /** Tells a sink from now on, null for none, as soon as there is anything to tell. */
  static synchronized void install(ProbeSink newSink) {
    sink = newSink;
    listener = wanted ? newSink : null;
  }

  /** From now on the sink is told what the calling thread hands over and is handed. */
  public static void watchThread() {
    ProbeThreads.mark();
    WATCHED.incrementAndGet();
    if (listener == null) {
      watch();
    }
  }

  /** From now on the sink is told what any thread hands over and is handed. */
  public static void watchAll() {
    ProbeThreads.markAll();
    watch();
  }

  private static synchronized void watch() {
    wanted = true;
    listener = sink;
  }

  /** The sink is told of nobody, until there is somebody to be watched again. */
  public static synchronized void forget() {
    wanted = false;
    listener = null;
    ProbeThreads.clear();
  }

  /** Where recorded hand-overs are counted until their tasks, which run once, begin. */
  public static AtomicInteger handOversForOnce() {
    return ONCE;
  }

  /** Where all recorded hand-overs are counted as long as their tasks may begin. */
  public static AtomicInteger handOvers() {
    return ALL;
  }

  /** A scheduler's own task objects may run again, and are never handed over twice. */
  public static boolean mayRunAgain(Object task) {
    return task instanceof TimerTask || task instanceof RunnableScheduledFuture;
  }

  /** See {@link ProbeSink#threadStarting}. */
  public static void threadStarting(Thread started) {
    ProbeSink current = listener;
    if (current == null || !ProbeThreads.isMarked()) {
      return;
    }
    try {
      current.threadStarting(started);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /** See {@link ProbeSink#taskSubmitted}. */
  public static void taskSubmitted(Object task) {
    ProbeSink current = listener;
    if (current == null || !concerns(task)) {
      return;
    }
    try {
      current.taskSubmitted(task);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /**
   * See {@link ProbeSink#taskSubmitted}; for a fork/join pool. Virtual threads are scheduled by
   * such a pool too, but going on with one is no hand-over.
   */
  public static void poolSubmitted(Object pool, Object task) {
    ProbeSink current = listener;
    if (current == null || !concerns(task)) {
      return;
    }
    try {
      if (!schedulesThreads((ForkJoinPool) pool)) {
        current.taskSubmitted(task);
      }
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /** See {@link ProbeSink#taskStarting}. */
  public static Object taskStarting(Object task) {
    ProbeSink current = listener;
    if (current == null || !concerns(task)) {
      return null;
    }
    try {
      return current.taskStarting(task);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
      return LOST;
    }
  }

  /**
   * See {@link ProbeSink#taskEnded}. A thread may have become tracked inside a task at whose
   * beginning there was nothing to tell.
   */
  public static void taskEnded(Object run) {
    ProbeSink current = listener;
    if (current == null || run == LOST || (run == null && !ProbeThreads.isMarked())) {
      return;
    }
    try {
      current.taskEnded(run);
    } catch (Throwable failure) {
      Probe.failed(current, failure);
    }
  }

  /**
   * Stands in for the {@code Runnable.run} by which a pool or timer runs a task: runs it and tells
   * the sink before and after. Whatever the task throws is thrown on unchanged. That this method is
   * on a thread's stack tells that the thread is in a task.
   */
  public static void runTask(Runnable task) {
    int watched = WATCHED.get();
    Object run = taskStarting(task);
    try {
      task.run();
    } finally {
      // Else this thread has not come to be watched either.
      if (run != null || watched != WATCHED.get()) {
        taskEnded(run);
      }
    }
  }

  private static boolean concerns(Object task) {
    return task != null
        && (ProbeThreads.isMarked() || (ALL.get() != 0 && (ONCE.get() != 0 || mayRunAgain(task))));
  }

  private static boolean schedulesThreads(ForkJoinPool pool) {
    return pool.getFactory().getClass().getName().startsWith("java.lang.VirtualThread");
  }
}
