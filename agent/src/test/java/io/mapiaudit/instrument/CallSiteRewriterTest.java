package io.mapiaudit.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallSiteRewriterTest {

  private final CallSites sites = new CallSites();
  private final List<String> seen = new ArrayList<>();

  /** Stands for a class with native methods that was loaded before. */
  public static class Target {
    public int factor = 3;

    public static int twice(int value) {
      if (value < 0) {
        throw new IllegalStateException("negative");
      }
      return 2 * value;
    }

    public int times(int value) {
      return factor * value;
    }
  }

  /** Calls it in every way that Java code can. */
  public static final class Caller extends Target {
    public static int byName(int value) {
      return twice(value);
    }

    public static int ofObject(int value) {
      return new Target().times(value);
    }

    @Override
    public int times(int value) {
      return super.times(value) + 1;
    }

    public static int ofSuper(int value) {
      return new Caller().times(value);
    }

    public static int inLambda(int value) {
      IntUnaryOperator lambda = v -> Target.twice(v);
      return lambda.applyAsInt(value);
    }

    public static int byReference(int value) {
      ToIntFunction<Integer> reference = Target::twice;
      return reference.applyAsInt(value);
    }

    public static int byBoundReference(int value) {
      Target target = new Target();
      target.factor = 5;
      ToIntFunction<Integer> reference = target::times;
      return reference.applyAsInt(value);
    }
  }

  @BeforeEach
  void look_for_calls() {
    sites.add(new MethodKey(Target.class.getName(), "twice", "(I)I"), 7);
    sites.add(new MethodKey(Caller.class.getName(), "twice", "(I)I"), 7);
    sites.add(new MethodKey(Target.class.getName(), "times", "(I)I"), 8);
    Probe.install(
        new ProbeSink() {
          @Override
          public Object methodEntered(int entryPoint, Object self, Object[] arguments) {
            seen.add(entryPoint + (self == null ? " static " : " ") + Arrays.toString(arguments));
            return "call";
          }

          @Override
          public void returned(Object call, Object result, Throwable thrown) {
            seen.add(call + " " + (thrown == null ? result : thrown.getMessage()));
          }

          @Override
          public void failed(Throwable failure) {
            seen.add(failure.toString());
          }
        });
  }

  @AfterEach
  void stop() {
    Probe.install(null);
  }

  @Test
  void every_way_of_calling_is_seen_and_gives_its_result() throws Exception {
    assertThat(call("byName", 4)).isEqualTo(8);
    assertThat(seen).containsExactly("7 static [4]", "call 8");
    seen.clear();
    assertThat(call("ofObject", 4)).isEqualTo(12);
    assertThat(seen).containsExactly("8 [4]", "call 12");
    seen.clear();
    assertThat(call("ofSuper", 4)).isEqualTo(13);
    assertThat(seen).containsExactly("8 [4]", "call 12");
    seen.clear();
    assertThat(call("inLambda", 5)).isEqualTo(10);
    assertThat(seen).containsExactly("7 static [5]", "call 10");
  }

  @Test
  void method_references_evaluated_afterwards_are_seen() throws Exception {
    assertThat(call("byReference", 4)).isEqualTo(8);
    assertThat(seen).containsExactly("7 static [4]", "call 8");
    seen.clear();
    assertThat(call("byBoundReference", 4)).isEqualTo(20);
    assertThat(seen).containsExactly("8 [4]", "call 20");
  }

  @Test
  void an_exception_passes_through_unchanged() {
    assertThatThrownBy(() -> call("byName", -1))
        .isInstanceOf(InvocationTargetException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("negative");
    assertThat(seen).containsExactly("7 static [-1]", "call negative");
  }

  @Test
  void nothing_is_seen_once_the_probe_is_off() throws Exception {
    Probe.install(null);
    assertThat(call("byName", 4)).isEqualTo(8);
    assertThat(seen).isEmpty();
  }

  @Test
  void a_class_of_java_6_becomes_one_of_java_7_and_an_older_one_is_refused() throws Exception {
    byte[] old = classFile();
    old[7] = 50;
    assertThat(CallSiteRewriter.rewrite(old, sites)[7]).isEqualTo((byte) 51);
    old[7] = 49;
    assertThatThrownBy(() -> CallSiteRewriter.rewrite(old, sites)).hasMessageContaining("49");
  }

  @Test
  void a_class_without_such_calls_is_told_by_its_constant_pool() throws Exception {
    assertThat(sites.areIn(classFile())).isTrue();
    assertThat(sites.areIn(ClassFiles.of(MethodKey.class))).isFalse();
  }

  @Test
  void a_loaded_class_is_told_by_what_the_jvm_has_of_it_and_not_by_its_class_file()
      throws Exception {
    byte[] caller = classFile();
    ClassLoader withoutFiles =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null || !name.equals(Caller.class.getName())
                ? loaded == null ? super.loadClass(name, resolve) : loaded
                : defineClass(name, caller, 0, caller.length);
          }

          @Override
          public InputStream getResourceAsStream(String name) {
            throw new IllegalStateException("asked for " + name);
          }
        };
    assertThat(sites.areIn(withoutFiles.loadClass(Caller.class.getName()))).isTrue();
    assertThat(sites.areIn(MethodKey.class)).isFalse();
    // Names their owner and calls none of them.
    assertThat(sites.areIn(CallSiteRewriterTest.class)).isFalse();
  }

  @Test
  void the_jvm_and_the_class_file_tell_the_same() throws Exception {
    CallSites common = new CallSites();
    common.add(new MethodKey("java.util.List", "size", "()I"), 1);
    common.addDispatched(new MethodKey("java.lang.StringBuilder", "length", "()I"), 2);
    List<Class<?>> named = new ArrayList<>();
    // With long and dynamic constants, calls of interfaces, lambdas, and none of them.
    for (Class<?> type :
        Arrays.asList(
            CallSites.class,
            CallSiteRewriter.class,
            LateNatives.class,
            CatalogueFile.class,
            EntryPointCatalogue.class,
            HookReport.class,
            MethodKey.class,
            WordLines.class,
            java.util.concurrent.ThreadPoolExecutor.class,
            java.util.ArrayList.class,
            java.util.Collections.class,
            java.math.BigDecimal.class)) {
      assertThat(common.areIn(type))
          .as(type.getName())
          .isEqualTo(common.areIn(ClassFiles.of(type)));
      if (common.areIn(type)) {
        named.add(type);
      }
    }
    assertThat(named).contains(java.util.Collections.class).doesNotContain(MethodKey.class);
  }

  private static byte[] classFile() throws IOException {
    return ClassFiles.of(Caller.class);
  }

  private Object call(String method, int value) throws Exception {
    byte[] rewritten = CallSiteRewriter.rewrite(classFile(), sites);
    ClassLoader loader =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null || !name.equals(Caller.class.getName())
                ? loaded == null ? super.loadClass(name, resolve) : loaded
                : defineClass(name, rewritten, 0, rewritten.length);
          }
        };
    return loader
        .loadClass(Caller.class.getName())
        .getMethod(method, int.class)
        .invoke(null, value);
  }
}
