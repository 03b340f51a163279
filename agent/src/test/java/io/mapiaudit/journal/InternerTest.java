package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.util.HashSet;
import java.util.Set;
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
