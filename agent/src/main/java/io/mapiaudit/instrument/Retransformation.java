package io.mapiaudit.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Has loaded classes go through the transformers again. Looks again until there are no new ones:
 * hooking one class may load another, which is not hooked while it is loaded for that.
 */
final class Retransformation {

  private final Instrumentation instrumentation;
  private final Predicate<Class<?>> wanted;
  private final Set<Class<?>> seen = new HashSet<>();

  Retransformation(Instrumentation instrumentation, Predicate<Class<?>> wanted) {
    this.instrumentation = instrumentation;
    this.wanted = wanted;
  }

  /**
   * Does it.
   *
   * @param refused told of a class that the JVM does not change, which keeps no other from it
   */
  void run(BiConsumer<Class<?>, Throwable> refused) {
    for (List<Class<?>> found = next(); !found.isEmpty(); found = next()) {
      retransform(found, refused);
    }
  }

  private List<Class<?>> next() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (wanted.test(type) && seen.add(type) && instrumentation.isModifiableClass(type)) {
        found.add(type);
      }
    }
    return found;
  }

  private void retransform(List<Class<?>> types, BiConsumer<Class<?>, Throwable> refused) {
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      if (types.size() == 1) {
        refused.accept(types.get(0), failure);
        return;
      }
      int half = types.size() / 2;
      retransform(types.subList(0, half), refused);
      retransform(types.subList(half, types.size()), refused);
    }
  }
}
