package io.mapiaudit.cli.soak;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and what it has started, as far as this version of Java knows of it (9 and newer). */
final class ProcessTree {

  private static final long PAUSE_MILLIS = 50;

  private final Process root;
  private final List<Object> descendants = new ArrayList<>();

  ProcessTree(Process root) {
    this.root = root;
    try {
      Object all = call(Process.class.getMethod("descendants"), root);
      ((Stream<?>) all).forEach(descendants::add);
    } catch (ReflectiveOperationException java8) {
      // Only the process itself is known.
    }
  }

  /** Asks all to end, the one that started the others first, so that it starts no more. */
  void destroy() {
    root.destroy();
    descendants.forEach(each -> handle("destroy", each));
  }

  void destroyForcibly() {
    root.destroyForcibly();
    descendants.forEach(each -> handle("destroyForcibly", each));
  }

  /** True when all have ended in time. */
  boolean awaitEnd(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean over = root.waitFor(millis, TimeUnit.MILLISECONDS);
    while (over && isAnyAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return over && !isAnyAlive();
  }

  private boolean isAnyAlive() {
    return descendants.stream().anyMatch(each -> Boolean.TRUE.equals(handle("isAlive", each)));
  }

  private static Object handle(String method, Object handle) {
    try {
      return call(Class.forName("java.lang.ProcessHandle").getMethod(method), handle);
    } catch (ReflectiveOperationException gone) {
      return null;
    }
  }

  private static Object call(Method method, Object target) throws ReflectiveOperationException {
    return method.invoke(target);
  }
}
