package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

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
}
