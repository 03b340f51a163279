package io.mapiaudit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever any method of the sink throws, nothing of it comes out of what hooks call. */
public class ProbeFaultsTest {

  private static final Set<String> NO_HOOKS =
      new HashSet<>(
          Arrays.asList(
              "install",
              "installed",
              "suspend",
              "failed",
              "isOn",
              "watchThread",
              "watchAll",
              "forget",
              "handOvers",
              "handOversForOnce",
              "mayRunAgain"));

  private static final MethodHandle RESULT =
      MethodHandles.dropArguments(
          MethodHandles.constant(Object.class, "result"), 0, Object[].class);

  private final Set<String> asked = new TreeSet<>();
  private int told;

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("injected"),
        new Exception("checked, without being declared"),
        new StackOverflowError("injected"),
        new OutOfMemoryError("injected"),
        new NoClassDefFoundError("injected"),
        new ThreadDeath());
  }

  @BeforeEach
  void watch() {
    ProbeTasks.watchAll();
  }

  @AfterEach
  void uninstall() {
    ProbeTasks.forget();
    Probe.install(null);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void nothing_a_sink_throws_comes_out_and_all_of_it_is_told(Throwable thrown) throws Exception {
    Probe.install(sink(thrown, false));

    callAll();

    assertThat(asked).isEqualTo(methodsOfTheSink());
    assertThat(told).isGreaterThanOrEqualTo(asked.size());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void nor_does_what_it_throws_when_it_is_told(Throwable thrown) throws Exception {
    Probe.install(sink(thrown, true));

    callAll();

    assertThat(asked).isEqualTo(methodsOfTheSink());
  }

  /** A sink that fails, except that a call is begun so that its end comes too. */
  private ProbeSink sink(Throwable thrown, boolean alsoWhenTold) {
    return (ProbeSink)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ProbeSink.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("failed")) {
                told++;
                if (!alsoWhenTold) {
                  return null;
                }
              } else {
                asked.add(method.getName());
              }
              throw thrown;
            });
  }

  private static Set<String> methodsOfTheSink() {
    return Arrays.stream(ProbeSink.class.getMethods())
        .map(Method::getName)
        .filter(name -> !name.equals("failed"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void callAll() throws Exception {
    for (Class<?> type : Arrays.asList(Probe.class, ProbeForeign.class, ProbeTasks.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !NO_HOOKS.contains(method.getName())) {
          call(method);
        }
      }
    }
  }

  private static void call(Method method) throws Exception {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(ProbeFaultsTest::some).toArray();
    try {
      Object result = method.invoke(null, arguments);
      if (method.getName().startsWith("invoke")) {
        assertThat(result).as("what %s was to invoke", method.getName()).isEqualTo("result");
      } else if (method.getReturnType() == boolean.class) {
        assertThat(result).as(method.getName()).isEqualTo(false);
      } else if (method.getReturnType() == MethodHandle.class) {
        assertThat(result).as(method.getName()).isSameAs(RESULT);
      } else if (method.getName().equals("taskStarting")) {
        ProbeTasks.taskEnded(result);
      } else {
        assertThat(result).as(method.getName()).isNull();
      }
    } catch (InvocationTargetException escaped) {
      throw new AssertionError(method.getName() + " let out", escaped.getTargetException());
    }
  }

  private static Object some(Class<?> type) {
    if (type == long.class) {
      return 1L;
    } else if (type == int.class) {
      return 1;
    } else if (type == String.class) {
      return "name";
    } else if (type == Object[].class) {
      return new Object[0];
    } else if (type == Method.class) {
      return method();
    } else if (type == MethodHandle.class) {
      return RESULT;
    } else if (type == Thread.class) {
      return new Thread(() -> {});
    } else if (type == Runnable.class) {
      return (Runnable) () -> {};
    }
    return type == Throwable.class ? null : new Object();
  }

  /** What stands for a method of the application. */
  public static String result() {
    return "result";
  }

  private static Method method() {
    try {
      return ProbeFaultsTest.class.getMethod("result");
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
