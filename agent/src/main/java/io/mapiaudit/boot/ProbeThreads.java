package io.mapiaudit.boot;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Marks threads whose hand-overs matter, so that all others can be told from them by a few
 * instructions. A thread that is not marked may look as if it were; never the other way round.
 */
public final class ProbeThreads {

  /** A bit for each of as many threads as are numbered one after the other. */
  private static final int BITS = 1 << 16;

  private static final int WORDS = BITS / Long.SIZE;

  /**
   * Reads the number that a thread got; null where it cannot be read. Not {@code getId()}, which
   * subclasses may override until Java 18.
   */
  private static final MethodHandle ID = id();

  /**
   * Final, for its address is then part of the compiled code. Written under the lock; read without
   * one, by a thread that wants to know of a mark it set itself, or after a volatile read.
   */
  private static final long[] MARKS = new long[WORDS];

  private static boolean everybody;

  private ProbeThreads() {}

  /** Whether the calling thread may be marked. Called with every task. */
  static boolean isMarked() {
    long id = idOf(Thread.currentThread());
    return (MARKS[wordOf(id)] >>> id & 1) != 0;
  }

  /** Marks the calling thread. */
  public static synchronized void mark() {
    set(MARKS, Thread.currentThread());
  }

  /** Marks all threads, those that are to come too. */
  static synchronized void markAll() {
    everybody = true;
    Arrays.fill(MARKS, -1);
  }

  /**
   * Takes the marks of all other threads away; for those that have ended, whose bits are shared.
   *
   * @param threads asked while no thread can be marked
   */
  public static synchronized void retain(Supplier<? extends Iterable<Thread>> threads) {
    if (everybody) {
      return;
    }
    long[] kept = new long[WORDS];
    for (Thread thread : threads.get()) {
      set(kept, thread);
    }
    // A mark that stays is never away in between.
    System.arraycopy(kept, 0, MARKS, 0, WORDS);
  }

  /** Takes all marks away. */
  static synchronized void clear() {
    everybody = false;
    Arrays.fill(MARKS, 0);
  }

  private static void set(long[] bits, Thread thread) {
    long id = idOf(thread);
    bits[wordOf(id)] |= 1L << id;
  }

  private static int wordOf(long id) {
    return (int) (id / Long.SIZE) & (WORDS - 1);
  }

  /** 0 for all threads where the number cannot be read: then one mark stands for all of them. */
  private static long idOf(Thread thread) {
    if (ID == null) {
      return 0;
    }
    try {
      return (long) ID.invokeExact(thread);
    } catch (Throwable impossible) {
      return 0;
    }
  }

  private static MethodHandle id() {
    try {
      return ProbeBacktrace.lookup(Thread.class).findGetter(Thread.class, "tid", long.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJvm) {
      return null;
    }
  }
}
