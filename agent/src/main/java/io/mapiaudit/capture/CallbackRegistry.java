package io.mapiaudit.capture;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The callback objects that were given to MAPI, each with a key that events carry. Objects are
 * compared by identity and not kept alive.
 */
final class CallbackRegistry {

  private final ConcurrentHashMap<Object, Long> keys = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final AtomicLong lastKey = new AtomicLong();

  /** The key of a callback object, given to it now if it has none yet. */
  long register(Object callback) {
    forgetCollected();
    Long key = keys.get(new Lookup(callback));
    if (key == null) {
      key = lastKey.incrementAndGet();
      Long earlier = keys.putIfAbsent(new WeakKey(callback, collected), key);
      key = earlier == null ? key : earlier;
    }
    return key;
  }

  /** The key of a callback object, 0 when it was not registered. */
  long find(Object callback) {
    Long key = keys.isEmpty() ? null : keys.get(new Lookup(callback));
    return key == null ? 0 : key;
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      keys.remove(gone);
    }
  }

  /** A key in the map. */
  private static final class WeakKey extends WeakReference<Object> {
    private final int hash;

    WeakKey(Object callback, ReferenceQueue<Object> queue) {
      super(callback, queue);
      this.hash = System.identityHashCode(callback);
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object own = get();
      Object theirs =
          other instanceof WeakKey
              ? ((WeakKey) other).get()
              : other instanceof Lookup ? ((Lookup) other).callback : null;
      return own != null && own == theirs;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** What is looked up; saves making a weak reference for it. */
  private static final class Lookup {
    private final Object callback;

    Lookup(Object callback) {
      this.callback = callback;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WeakKey
          ? other.equals(this)
          : other instanceof Lookup && ((Lookup) other).callback == callback;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(callback);
    }
  }
}
