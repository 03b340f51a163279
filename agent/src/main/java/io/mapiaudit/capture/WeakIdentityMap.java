package io.mapiaudit.capture;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What is known about objects of the application, which are compared by identity and not kept
 * alive. Safe for use by several threads.
 */
final class WeakIdentityMap<V> {

  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Counted here, because a concurrent map adds up counters when it is asked. */
  private final AtomicInteger size;

  private final AtomicInteger sizeWithOthers;

  WeakIdentityMap() {
    this(new AtomicInteger(), new AtomicInteger());
  }

  /**
   * A map. An object counts from before {@link #put} returns until it is gone.
   *
   * @param size counts its objects
   * @param sizeWithOthers counts its objects and those of other maps
   */
  WeakIdentityMap(AtomicInteger size, AtomicInteger sizeWithOthers) {
    this.size = size;
    this.sizeWithOthers = sizeWithOthers;
  }

  /** The value of an object, null when it has none. */
  V get(Object object) {
    return isEmpty() ? null : values.get(new Lookup(object));
  }

  /** Gives an object a value, in place of the one it had. */
  void put(Object object, V value) {
    forgetCollected();
    counted(values.put(new WeakKey(object, collected), value));
  }

  /** Gives an object a value unless it has one, which is then returned, else null. */
  V putIfAbsent(Object object, V value) {
    forgetCollected();
    return counted(values.putIfAbsent(new WeakKey(object, collected), value));
  }

  private V counted(V former) {
    if (former == null) {
      size.incrementAndGet();
      sizeWithOthers.incrementAndGet();
    }
    return former;
  }

  /** Takes an object's value away and returns it, null when it has none. */
  V remove(Object object) {
    if (isEmpty()) {
      return null;
    }
    // Who only ever takes away is to find the map empty again.
    forgetCollected();
    return removeKey(new Lookup(object));
  }

  /** Takes every object's value away. */
  void clear() {
    values.keySet().forEach(this::removeKey);
  }

  private V removeKey(Object key) {
    V removed = values.remove(key);
    if (removed != null) {
      size.decrementAndGet();
      sizeWithOthers.decrementAndGet();
    }
    return removed;
  }

  /** Visits the objects that have a value. */
  void forEachObject(Consumer<Object> visitor) {
    for (Object key : values.keySet()) {
      Object object = ((WeakKey) key).get();
      if (object != null) {
        visitor.accept(object);
      }
    }
  }

  private boolean isEmpty() {
    return size.get() == 0;
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      removeKey(gone);
    }
  }

  /** A key in the map. */
  private static final class WeakKey extends WeakReference<Object> {
    private final int hash;

    WeakKey(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
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
              : other instanceof Lookup ? ((Lookup) other).object : null;
      return own != null && own == theirs;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** What is looked up; saves making a weak reference for it. */
  private static final class Lookup {
    private final Object object;

    Lookup(Object object) {
      this.object = object;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WeakKey
          ? other.equals(this)
          : other instanceof Lookup && ((Lookup) other).object == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }
}
