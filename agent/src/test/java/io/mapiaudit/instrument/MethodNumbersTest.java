package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.CallShape;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MethodNumbersTest {

  private final CallShape logon =
      EntryPointCatalogue.with(Collections.emptyList()).function("MAPILogonEx");
  private final CallShape release =
      EntryPointCatalogue.with(Collections.emptyList()).function("UlRelease");
  private final ClassLoader loader = new URLClassLoader(new URL[0], null);
  private final MethodNumbers numbers = new MethodNumbers(Collections.singletonList(logon));

  @Test
  void numberOf_goes_on_after_the_configured_methods_and_is_given_once() {
    int first = numbers.numberOf(loader, "A", "f", "()V");

    assertThat(first).isEqualTo(1);
    assertThat(numbers.numberOf(loader, "A", "f", "()V")).isEqualTo(first);
    assertThat(numbers.numberOf(loader, "A", "f", "(I)V")).isEqualTo(2);
    assertThat(numbers.numberOf(loader, "B", "f", "()V")).isEqualTo(3);
    assertThat(numbers.numberOf(null, "A", "f", "()V")).isEqualTo(4);
    assertThat(numbers.numberOf(new URLClassLoader(new URL[0], null), "A", "f", "()V"))
        .isEqualTo(5);
  }

  @Test
  void shape_is_nothing_until_bound_and_what_was_bound_last() {
    int number = numbers.numberOf(loader, "A", "f", "()V");
    assertThat(numbers.shape(0)).isSameAs(logon);
    assertThat(numbers.shape(number)).isNull();

    assertThat(numbers.bind(loader, "A", "f", "()V", release)).isTrue();
    assertThat(numbers.shape(number)).isSameAs(release);

    assertThat(numbers.bind(loader, "A", "f", "()V", null)).isTrue();
    assertThat(numbers.shape(number)).isNull();
  }

  @Test
  void bind_leaves_the_same_method_of_another_loader_alone() {
    int number = numbers.numberOf(loader, "A", "f", "()V");

    assertThat(numbers.bind(null, "A", "f", "()V", release)).isFalse();
    assertThat(numbers.bind(loader, "A", "g", "()V", release)).isFalse();
    assertThat(numbers.shape(number)).isNull();
  }

  @Test
  void bind_takes_the_last_of_many_methods_first() {
    for (int i = 0; i < 100; i++) {
      numbers.numberOf(loader, "A", "f" + i, "()V");
    }

    numbers.bind(loader, "A", "f99", "()V", release);

    assertThat(numbers.shape(100)).isSameAs(release);
    assertThat(numbers.shape(99)).isNull();
    assertThat(numbers.shape(1000)).isNull();
  }
}
