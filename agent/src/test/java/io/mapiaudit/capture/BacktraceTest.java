package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacktraceTest {

  @Test
  void one_place_called_from_one_place_has_one_number() {
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(first());
    }

    assertThat(numbers).hasSize(1).doesNotContain(0L);
  }

  @Test
  void another_position_in_a_method_is_another_place() {
    assertThat(first()).isNotEqualTo(first());
  }

  @Test
  void methods_that_look_alike_are_different_places() {
    Set<Long> inner = new HashSet<>();
    for (Alike alike : new Alike[] {new One(), new Other()}) {
      inner.add(alike.number());
    }

    assertThat(inner).hasSize(2);
  }

  @Test
  void what_differs_far_below_counts() {
    assertThat(deep(200, true)).isNotEqualTo(deep(200, false));
  }

  @Test
  void the_same_method_called_more_often_is_another_place() {
    assertThat(depthOnly(40)).isNotEqualTo(depthOnly(41));
  }

  private static long first() {
    return Backtrace.fingerprint(new Throwable());
  }

  private static long deep(int depth, boolean left) {
    return left ? left(depth) : right(depth);
  }

  private static long left(int depth) {
    return depthOnly(depth);
  }

  private static long right(int depth) {
    return depthOnly(depth);
  }

  private static long depthOnly(int depth) {
    return depth == 0 ? Backtrace.fingerprint(new Throwable()) : depthOnly(depth - 1);
  }

  private interface Alike {
    long number();
  }

  private static final class One implements Alike {
    @Override
    public long number() {
      return Backtrace.fingerprint(new Throwable());
    }
  }

  private static final class Other implements Alike {
    @Override
    public long number() {
      return Backtrace.fingerprint(new Throwable());
    }
  }
}
