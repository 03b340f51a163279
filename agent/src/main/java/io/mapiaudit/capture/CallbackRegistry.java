package io.mapiaudit.capture;

import java.util.concurrent.atomic.AtomicLong;

/** The callback objects that were given to MAPI, each with a key that events carry. */
final class CallbackRegistry {

  private final WeakIdentityMap<Long> keys = new WeakIdentityMap<>();
  private final AtomicLong lastKey = new AtomicLong();

  /** The key of a callback object, given to it now if it has none yet. */
  long register(Object callback) {
    Long key = keys.get(callback);
    if (key == null) {
      key = lastKey.incrementAndGet();
      Long earlier = keys.putIfAbsent(callback, key);
      key = earlier == null ? key : earlier;
    }
    return key;
  }

  /** The key of a callback object, 0 when it was not registered. */
  long find(Object callback) {
    Long key = keys.get(callback);
    return key == null ? 0 : key;
  }
}
