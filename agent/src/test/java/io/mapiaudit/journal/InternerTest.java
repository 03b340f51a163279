package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class InternerTest {

  @Test
  void equal_values_have_one_reference() {
    Interner interner = new Interner();
    assertThat(interner.intern(Samples.thread(1))).isSameAs(interner.intern(Samples.thread(1)));
    assertThat(interner.intern(Samples.thread(2))).isNotSameAs(interner.intern(Samples.thread(1)));
  }

  @Test
  void nothing_and_the_empty_stack_have_no_reference() {
    Interner interner = new Interner();
    assertThat(interner.intern((String) null)).isNull();
    assertThat(interner.intern(Stack.EMPTY)).isNull();
  }

  @Test
  void a_value_of_another_type_is_refused() {
    assertThatThrownBy(() -> new Interner().intern(1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Long");
  }

  @Test
  void long_texts_and_deep_stacks_count_for_more_than_short_ones() {
    String frame = String.join("", Collections.nCopies(100, "frame"));
    assertThat(keptOf(i -> Integer.toString(i))).isGreaterThan(3 * keptOf(i -> i + frame));
    assertThat(keptOf(i -> Stack.of(Collections.singletonList("f" + i))))
        .isGreaterThan(3 * keptOf(i -> Stack.of(Collections.nCopies(20, "f" + i))));
    assertThat(keptOf(i -> named(i, "t"))).isGreaterThan(3 * keptOf(i -> named(i, frame)));
  }

  private static ThreadInfo named(int id, String name) {
    return new ThreadInfo(id, name, id, 0, false, false);
  }

  /** How many values there are before the table of 10,000 bytes starts over. */
  private static <T> int keptOf(IntFunction<T> values) {
    Interner interner = new Interner(10_000);
    int count = 0;
    do {
      interner.intern(values.apply(count++));
    } while (interner.size() == count);
    return count;
  }

  @Test
  void the_table_starts_over_at_its_bound_and_never_reuses_a_number() {
    Interner interner = new Interner(10_000);
    Set<Integer> ids = new HashSet<>();
    Ref<ThreadInfo> first = interner.intern(Samples.thread(0));
    for (int i = 0; i < 1000; i++) {
      assertThat(ids.add(interner.intern(Samples.thread(i)).id())).isTrue();
      assertThat(interner.size()).isLessThan(50);
    }
    assertThat(interner.intern(Samples.thread(0))).isNotSameAs(first);
    assertThat(first.value()).isEqualTo(Samples.thread(0));
  }
}
