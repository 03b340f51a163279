package io.mapiaudit.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entry, by insertion or by last access, when it is full. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private final int limit;

  private BoundedMap(int limit, boolean byAccess) {
    super(16, 0.75f, byAccess);
    this.limit = limit;
  }

  static <K, V> BoundedMap<K, V> keepingLatestUsed(int limit) {
    return new BoundedMap<>(limit, true);
  }

  static <K, V> BoundedMap<K, V> keepingLatestAdded(int limit) {
    return new BoundedMap<>(limit, false);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
