package io.mapiaudit.rules;

/**
 * Objects by handle, linked in the order in which they were added; beyond a limit the oldest is
 * forgotten. The objects are their own entries: they come and go with nearly every call, and an
 * entry and a boxed handle for each were much of what a replay did.
 */
final class HandleTable {

  private static final int SMALLEST = 64;

  private final int limit;
  private TrackedObject[] buckets = new TrackedObject[SMALLEST];
  private TrackedObject oldest;
  private TrackedObject newest;
  private int size;

  HandleTable(int limit) {
    this.limit = limit;
  }

  TrackedObject get(long handle) {
    TrackedObject object = buckets[bucketOf(handle)];
    while (object != null && object.handle != handle) {
      object = object.nextInBucket;
    }
    return object;
  }

  /** Adds an object that is in no table; one of the same handle is forgotten. */
  void put(TrackedObject object) {
    remove(object.handle);
    if (size == limit) {
      remove(oldest.handle);
    }
    if (size == buckets.length) {
      grow();
    }
    list(object);
    object.older = newest;
    if (newest == null) {
      oldest = object;
    } else {
      newest.newer = object;
    }
    newest = object;
    size++;
  }

  void remove(long handle) {
    int bucket = bucketOf(handle);
    TrackedObject before = null;
    TrackedObject object = buckets[bucket];
    while (object != null && object.handle != handle) {
      before = object;
      object = object.nextInBucket;
    }
    if (object == null) {
      return;
    }
    if (before == null) {
      buckets[bucket] = object.nextInBucket;
    } else {
      before.nextInBucket = object.nextInBucket;
    }
    unlink(object);
    size--;
  }

  int size() {
    return size;
  }

  /** Calls may hold on to an object; through its links they would hold on to all. */
  private void unlink(TrackedObject object) {
    if (object.older == null) {
      oldest = object.newer;
    } else {
      object.older.newer = object.newer;
    }
    if (object.newer == null) {
      newest = object.older;
    } else {
      object.newer.older = object.older;
    }
    object.nextInBucket = null;
    object.older = null;
    object.newer = null;
  }

  private void list(TrackedObject object) {
    int bucket = bucketOf(object.handle);
    object.nextInBucket = buckets[bucket];
    buckets[bucket] = object;
  }

  private void grow() {
    buckets = new TrackedObject[buckets.length * 2];
    for (TrackedObject object = oldest; object != null; object = object.newer) {
      list(object);
    }
  }

  /** Addresses are multiples of something, so the upper bits of the product are taken. */
  private int bucketOf(long handle) {
    return (int) ((handle * 0x9E3779B97F4A7C15L) >>> 40) & (buckets.length - 1);
  }
}
