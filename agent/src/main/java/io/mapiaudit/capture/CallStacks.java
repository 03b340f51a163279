package io.mapiaudit.capture;

import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Stack;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stacks of calling threads. A program calls from few places: what is known of one is found
 * again by its {@link Backtrace}, and only a place not seen before has its frames decoded.
 */
final class CallStacks {

  /** Places remembered; beyond that all are forgotten, which costs decoding them again. */
  private static final int MAX_PLACES = 8_192;

  private final JournalWriter journal;

  /** Weak, because the journal bounds what its references take. */
  private final ConcurrentHashMap<Place, WeakReference<Ref<Stack>>> stacks =
      new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Long, StackBase> bases = new ConcurrentHashMap<>();

  CallStacks(JournalWriter journal) {
    this.journal = journal;
  }

  /** The calling thread's stack without the agent's own frames; null when nothing is left. */
  Ref<Stack> here() {
    return below("", "", Stack.EMPTY);
  }

  /**
   * The calling thread's stack with the callback method that is about to be called on top: native
   * code has called a bridge, and that not yet the application.
   */
  Ref<Stack> into(String className, String method) {
    return below(className, method, Stack.EMPTY);
  }

  /**
   * The same, with another stack below the method where the calling thread has none.
   *
   * @param className "" when the method is not known
   */
  Ref<Stack> into(String className, String method, Stack origin) {
    return below(className, method, origin);
  }

  private Ref<Stack> below(String className, String method, Stack origin) {
    Throwable here = new Throwable();
    long fingerprint = Backtrace.fingerprint(here);
    Place place = fingerprint == 0 ? null : new Place(fingerprint, className, method, origin);
    WeakReference<Ref<Stack>> seen = place == null ? null : stacks.get(place);
    Ref<Stack> stack = seen == null ? null : seen.get();
    if (stack == null) {
      Stack present = StackFrames.of(here.getStackTrace());
      Stack below = present.isEmpty() ? origin : present;
      stack =
          journal.intern(className.isEmpty() ? below : StackFrames.onTop(className, method, below));
      if (stack != null && place != null) {
        makeRoom(stacks);
        stacks.put(place, new WeakReference<>(stack));
      }
    }
    return stack;
  }

  /** What the calling thread's stack tells of the thread. */
  StackBase base() {
    Throwable here = new Throwable();
    long place = Backtrace.fingerprint(here);
    StackBase base = place == 0 ? null : bases.get(place);
    if (base == null) {
      StackTraceElement[] frames = here.getStackTrace();
      boolean cut = DeepStack.isCut(frames);
      base = cut ? DeepStack.base(frames) : StackBase.of(frames);
      // What is cut off of two stacks may differ.
      if (place != 0 && !cut) {
        makeRoom(bases);
        bases.put(place, base);
      }
    }
    return base;
  }

  private static void makeRoom(ConcurrentHashMap<?, ?> places) {
    if (places.size() >= MAX_PLACES) {
      places.clear();
    }
  }

  /** Where a thread was, what it was about to call, and how it came there if it does not tell. */
  private static final class Place {
    private final long fingerprint;
    private final String className;
    private final String method;
    private final Stack origin;

    Place(long fingerprint, String className, String method, Stack origin) {
      this.fingerprint = fingerprint;
      this.className = className;
      this.method = method;
      this.origin = origin;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Place)) {
        return false;
      }
      Place that = (Place) other;
      return fingerprint == that.fingerprint
          && className.equals(that.className)
          && method.equals(that.method)
          && origin.equals(that.origin);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(fingerprint) + 31 * (className.hashCode() + 31 * method.hashCode());
    }
  }
}
