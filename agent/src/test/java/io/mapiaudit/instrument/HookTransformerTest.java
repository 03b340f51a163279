package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import io.mapiaudit.boot.ProbeTasks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookTransformerTest {

  /** What is hooked in place of a pool; its method begins with a loop. */
  public static final class Pool {
    private int rounds;

    public int execute(Runnable task) {
      do {
        task.run();
      } while (++rounds < 3);
      return rounds;
    }
  }

  private final List<Object> submitted = new ArrayList<>();

  @AfterEach
  void takeSinkAway() {
    Probe.install(null);
    ProbeTasks.forget();
  }

  @Test
  void the_types_that_are_waited_for_are_those_that_there_are_hooks_for() {
    List<String> waitedFor = new ArrayList<>();
    for (Collection<String> names :
        Arrays.asList(
            AdviceHooks.BRIDGES,
            AdviceHooks.FOREIGN,
            AdviceHooks.TASKS,
            AdviceHooks.PEERS,
            Collections.singletonList(AdviceHooks.LOOK_UP))) {
      waitedFor.addAll(names);
    }

    assertThat(waitedFor).containsExactlyInAnyOrderElementsOf(AdviceHooks.byType().keySet());
  }

  @Test
  void a_plain_hook_tells_the_probe_and_changes_nothing_else() throws Exception {
    ProbeTasks.watchThread();
    Probe.install(sink((proxy, method, arguments) -> submitted.add(arguments[0])));
    Runnable task = () -> {};

    assertThat(execute(new PoolHook(), task)).isEqualTo(3);

    assertThat(submitted).containsExactly(task);
  }

  @Test
  void what_the_call_of_the_probe_throws_is_dropped() throws Exception {
    PlainHook broken =
        new PoolHook() {
          @Override
          public MethodVisitor change(
              int access, String name, String descriptor, MethodVisitor copy) {
            if (!name.equals("execute")) {
              return null;
            }
            return ProbeCall.atStart(copy, "noSuchProbe", Object.class, 1);
          }
        };

    assertThat(execute(broken, () -> {})).isEqualTo(3);
  }

  @Test
  void a_class_that_cannot_be_changed_is_left_and_reported() {
    HookReport report = new HookReport();
    HookTransformer transformer =
        new HookTransformer(
            Collections.singletonList(new PoolHook()), Collections.emptyList(), report);

    assertThatCode(
            () ->
                assertThat(transformer.transform(null, poolName(), null, null, new byte[] {1}))
                    .isNull())
        .doesNotThrowAnyException();
    assertThat(report.problems()).containsOnlyKeys(Pool.class.getName());
  }

  @Test
  void the_agents_own_classes_are_left() throws Exception {
    HookTransformer transformer =
        new HookTransformer(
            Collections.singletonList(new PoolHook()), Collections.emptyList(), new HookReport());

    assertThat(
            transformer.transform(
                getClass().getClassLoader(), poolName(), null, null, ClassFiles.of(Pool.class)))
        .isNull();
  }

  private static Object execute(PlainHook hook, Runnable task) throws Exception {
    byte[] hooked =
        new HookTransformer(
                Collections.singletonList(hook), Collections.emptyList(), new HookReport())
            .transform(null, poolName(), null, null, ClassFiles.of(Pool.class));
    Class<?> type = new Defining().define(hooked);
    return type.getMethod("execute", Runnable.class)
        .invoke(type.getConstructor().newInstance(), task);
  }

  private static String poolName() {
    return Pool.class.getName().replace('.', '/');
  }

  private static ProbeSink sink(InvocationHandler handler) {
    return (ProbeSink)
        Proxy.newProxyInstance(
            HookTransformerTest.class.getClassLoader(), new Class<?>[] {ProbeSink.class}, handler);
  }

  private static class PoolHook implements PlainHook {
    @Override
    public String typeName() {
      return Pool.class.getName();
    }

    @Override
    public MethodVisitor change(int access, String name, String descriptor, MethodVisitor copy) {
      return name.equals("execute") ? ThreadPoolHook.submitted(copy) : null;
    }
  }

  private static final class Defining extends ClassLoader {
    Defining() {
      super(HookTransformerTest.class.getClassLoader());
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
