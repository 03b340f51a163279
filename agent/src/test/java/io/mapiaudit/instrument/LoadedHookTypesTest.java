package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedHookTypesTest {

  private final List<Class<?>> loaded = new ArrayList<>(Arrays.asList(String.class, Thread.class));

  @Test
  void a_class_that_hooking_another_one_loaded_is_found_too() {
    Iterator<Iterable<Class<?>>> rounds =
        new LoadedHookTypes(Arrays.asList("java.lang.Thread", "java.util.Timer"))
            .resolve(instrumentation())
            .iterator();

    assertThat(rounds.next()).containsExactly(Thread.class);
    loaded.add(java.util.Timer.class);
    assertThat(rounds.hasNext()).isTrue();
    assertThat(rounds.next()).containsExactly(java.util.Timer.class);
    assertThat(rounds.hasNext()).isFalse();
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> loaded.toArray(new Class<?>[0]));
  }
}
