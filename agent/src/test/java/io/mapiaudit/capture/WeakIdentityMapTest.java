package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  @Test
  void put_replaces_the_value_of_the_same_object_only() {
    Object one = new String("equal");
    Object other = new String("equal");
    map.put(one, "first");
    map.put(other, "other");
    map.put(one, "second");

    assertThat(map.get(one)).isEqualTo("second");
    assertThat(map.get(other)).isEqualTo("other");
  }

  @Test
  void putIfAbsent_keeps_and_returns_the_earlier_value() {
    Object key = new Object();

    assertThat(map.putIfAbsent(key, "first")).isNull();
    assertThat(map.putIfAbsent(key, "second")).isEqualTo("first");
    assertThat(map.get(key)).isEqualTo("first");
  }

  @Test
  void remove_returns_what_was_there_once() {
    Object key = new Object();
    map.put(key, "value");

    assertThat(map.remove(key)).isEqualTo("value");
    assertThat(map.remove(key)).isNull();
    assertThat(map.get(key)).isNull();
  }

  @Test
  void objects_are_counted_as_long_as_they_are_there() {
    AtomicInteger size = new AtomicInteger();
    AtomicInteger all = new AtomicInteger(7);
    WeakIdentityMap<String> counted = new WeakIdentityMap<>(size, all);
    Object kept = new Object();
    Object[] dropped = {new Object()};
    counted.put(kept, "one");
    counted.put(kept, "two");
    counted.putIfAbsent(kept, "three");
    counted.put(dropped[0], "other");
    assertThat(size).hasValue(2);

    dropped[0] = null;
    // Bounded: a collection that is asked for finds what nothing refers to.
    for (int i = 0; i < 100 && size.get() > 1; i++) {
      System.gc();
      LockSupport.parkNanos(1_000_000);
      counted.remove(this);
    }
    assertThat(size).hasValue(1);
    counted.remove(kept);
    counted.remove(kept);
    assertThat(size).hasValue(0);
    counted.put(kept, "again");
    counted.clear();
    assertThat(size).hasValue(0);
    assertThat(counted.get(kept)).isNull();
    assertThat(all).hasValue(7);
  }
}
