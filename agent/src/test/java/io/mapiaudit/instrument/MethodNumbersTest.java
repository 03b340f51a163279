package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.CallShape;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MethodNumbersTest {

  private final CallShape release =
      EntryPointCatalogue.with(Collections.emptyList()).function("UlRelease");
  private final MethodNumbers numbers = new MethodNumbers();

  private static MethodKey method(String name) {
    return new MethodKey("MethodNumbersTest", name, "()V");
  }

  @Test
  void numberOf_is_given_once_and_stays_when_the_agent_comes_back() {
    int first = numbers.numberOf(method("f"));

    assertThat(numbers.numberOf(method("f"))).isEqualTo(first);
    assertThat(numbers.numberOf(method("g"))).isNotEqualTo(first);
    assertThat(numbers.numberOf(new MethodKey("MethodNumbersTest", "f", "(I)V")))
        .isNotEqualTo(first);
    assertThat(new MethodNumbers().numberOf(method("f"))).isEqualTo(first);
  }

  @Test
  void shape_is_nothing_until_bound_and_what_was_bound_last() {
    int number = numbers.numberOf(method("bound"));
    assertThat(numbers.shape(number)).isNull();

    assertThat(numbers.bind(method("bound"), release)).isTrue();
    assertThat(numbers.shape(number)).isSameAs(release);

    assertThat(numbers.bind(method("bound"), null)).isTrue();
    assertThat(numbers.shape(number)).isNull();
  }

  @Test
  void bind_tells_of_a_method_that_was_not_instrumented() {
    assertThat(numbers.bind(method("neverSeen"), release)).isFalse();
  }

  @Test
  void bind_takes_the_last_of_many_methods_first() {
    int last = 0;
    for (int i = 0; i < 100; i++) {
      last = numbers.numberOf(method("many" + i));
    }

    numbers.bind(method("many99"), release);

    assertThat(numbers.shape(last)).isSameAs(release);
    assertThat(numbers.shape(last - 1)).isNull();
    assertThat(numbers.shape(last + 1000)).isNull();
  }
}
