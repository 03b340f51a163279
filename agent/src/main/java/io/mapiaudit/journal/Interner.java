package io.mapiaudit.journal;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the {@link Ref} of an equal value. Bounded by an estimate of the heap that its values take:
 * when that is reached the table starts over, and values seen again get a new number.
 */
final class Interner {

  private static final long MAX_BYTES = 8L << 20;

  private final long maxBytes;
  private final ConcurrentMap<Object, Ref<?>> refs = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Interner() {
    this(MAX_BYTES);
  }

  Interner(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @SuppressWarnings("unchecked") // a ref's value equals its key, and equal values have one class
  <T> Ref<T> intern(T value) {
    if (value == null || value == Stack.EMPTY) {
      return null;
    }
    Ref<?> known = refs.get(value);
    return (Ref<T>) (known != null ? known : add(value));
  }

  private Ref<?> add(Object value) {
    int dictionary = RecordLayout.dictionaryOf(value);
    Ref<?> fresh = new Ref<>(lastId.incrementAndGet(), dictionary, value);
    Ref<?> other = refs.putIfAbsent(value, fresh);
    if (other != null) {
      return other;
    }
    if (bytes.addAndGet(weigh(value)) > maxBytes) {
      refs.clear();
      bytes.set(0);
    }
    return fresh;
  }

  int size() {
    return refs.size();
  }

  private static long weigh(Object value) {
    long weight = 256;
    if (value instanceof Stack) {
      for (String frame : ((Stack) value).frames()) {
        weight += 64 + 2L * frame.length();
      }
    } else if (value instanceof ThreadInfo) {
      weight += 2L * ((ThreadInfo) value).name().length();
    } else if (value instanceof String) {
      weight += 2L * ((String) value).length();
    }
    return weight;
  }
}
