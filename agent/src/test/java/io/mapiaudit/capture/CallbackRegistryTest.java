package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallbackRegistryTest {

  private final CallbackRegistry registry = new CallbackRegistry();

  @Test
  void register_gives_the_same_object_the_same_key() {
    Object callback = new Object();

    long key = registry.register(callback);

    assertThat(key).isNotZero();
    assertThat(registry.register(callback)).isEqualTo(key);
    assertThat(registry.find(callback)).isEqualTo(key);
  }

  @Test
  void find_compares_by_identity() {
    Object one = new AlwaysEqual();
    Object other = new AlwaysEqual();
    long key = registry.register(one);

    assertThat(registry.find(other)).isZero();
    assertThat(registry.register(other)).isNotEqualTo(key);
  }

  @Test
  void find_of_an_unknown_object_is_zero() {
    assertThat(registry.find(new Object())).isZero();
  }

  /** As applications may write it. */
  private static final class AlwaysEqual {
    @Override
    public boolean equals(Object other) {
      return other instanceof AlwaysEqual;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
