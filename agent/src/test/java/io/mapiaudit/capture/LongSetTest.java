package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {

  private final LongSet set = new LongSet();

  @Test
  void holds_what_was_added_and_nothing_else() {
    Set<Long> expected = new HashSet<>();
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      long number = random.nextInt(20_000) * 16L;
      set.add(number);
      expected.add(number);
    }
    expected.remove(0L);
    for (long number = 0; number < 20_000 * 16L; number += 8) {
      assertThat(set.contains(number)).as("%s", number).isEqualTo(expected.contains(number));
    }
    assertThat(set.size()).isEqualTo(expected.size());
  }

  @Test
  void zero_is_never_in_it() {
    set.add(0);
    assertThat(set.contains(0)).isFalse();
  }
}
