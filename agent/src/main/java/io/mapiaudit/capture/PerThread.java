package io.mapiaudit.capture;

import java.util.function.Consumer;

/**
 * What the agent keeps about each thread. The threads themselves hold arrays of the JDK only, and
 * those are emptied when recording ends: an object of the agent left in a thread of the application
 * would keep the agent's classes from being unloaded for as long as that thread lives.
 */
final class PerThread<T> {

  // Not static: what threads keep belongs to one recording and goes with it.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Object[]> slots = new ThreadLocal<>();

  private final WeakIdentityMap<Boolean> known = new WeakIdentityMap<>();
  private volatile boolean cleared;

  /** The calling thread's value, null for none. */
  @SuppressWarnings("unchecked")
  T get() {
    Object[] slot = slots.get();
    return slot == null ? null : (T) slot[0];
  }

  /** Sets the calling thread's value; has no effect after {@link #clear}. */
  void set(T value) {
    Object[] slot = slots.get();
    if (slot == null) {
      slot = new Object[1];
      slots.set(slot);
      known.put(slot, Boolean.TRUE);
    }
    slot[0] = value;
    if (cleared) {
      slot[0] = null;
    }
  }

  /** Visits the values of all threads that are there. */
  @SuppressWarnings("unchecked")
  void forEach(Consumer<T> visitor) {
    known.forEachObject(
        slot -> {
          T value = (T) ((Object[]) slot)[0];
          if (value != null) {
            visitor.accept(value);
          }
        });
  }

  /** Forgets every thread's value, for good. */
  void clear() {
    cleared = true;
    forget();
  }

  /** Forgets every thread's value; threads may get new ones. */
  void forget() {
    known.forEachObject(slot -> ((Object[]) slot)[0] = null);
  }
}
