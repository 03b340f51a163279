package io.mapiaudit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTaskTest {

  private final List<String> told = new ArrayList<>();

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  @Test
  void runTask_without_a_sink_just_runs() {
    Probe.runTask(() -> told.add("run"));

    assertThat(told).containsExactly("run");
  }

  @Test
  void runTask_tells_the_sink_before_and_after() {
    Probe.install(sink(null));

    Probe.runTask(() -> told.add("run"));

    assertThat(told).containsExactly("taskStarting", "run", "taskEnded");
  }

  @Test
  void what_a_task_throws_is_thrown_on_unchanged_and_its_end_is_told() {
    Probe.install(sink(null));
    Error thrown = new StackOverflowError();

    assertThatThrownBy(
            () ->
                Probe.runTask(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(told).containsExactly("taskStarting", "taskEnded");
  }

  @Test
  void a_failing_sink_keeps_no_task_from_running() {
    Probe.install(sink(new IllegalStateException("broken")));

    Probe.taskSubmitted(new Object());
    Probe.runTask(() -> told.add("run"));

    assertThat(told).containsExactly("taskSubmitted", "failed", "taskStarting", "failed", "run");
  }

  private ProbeSink sink(RuntimeException failure) {
    return (ProbeSink)
        Proxy.newProxyInstance(
            ProbeSink.class.getClassLoader(),
            new Class<?>[] {ProbeSink.class},
            (proxy, method, arguments) -> {
              told.add(method.getName());
              if (failure != null && !method.getName().equals("failed")) {
                throw failure;
              }
              return method.getName().equals("taskStarting") ? "run" : null;
            });
  }
}
