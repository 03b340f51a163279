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
  private final ConcurrentHashMap<Long, WeakReference<Ref<Stack>>> stacks =
      new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Long, StackBase> bases = new ConcurrentHashMap<>();

  CallStacks(JournalWriter journal) {
    this.journal = journal;
  }

  /** The calling thread's stack without the agent's own frames; null when nothing is left. */
  Ref<Stack> here() {
    Throwable here = new Throwable();
    long place = Backtrace.fingerprint(here);
    WeakReference<Ref<Stack>> seen = place == 0 ? null : stacks.get(place);
    Ref<Stack> stack = seen == null ? null : seen.get();
    if (stack == null) {
      stack = journal.intern(StackFrames.of(here.getStackTrace()));
      if (stack != null && place != 0) {
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
}
