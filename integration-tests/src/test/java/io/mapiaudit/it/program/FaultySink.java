package io.mapiaudit.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs another program after putting itself between the hooks and the agent: from then on the agent
 * fails in every method that a hook can call, in all the ways that code can fail.
 *
 * <p>Arguments: {@code before} or {@code after} the agent has done its work; a file for the names
 * of the methods that failed; the other program's main class and its arguments.
 */
public final class FaultySink {

  private static final AtomicInteger TURN = new AtomicInteger();
  private static final Set<String> FAILED = new ConcurrentSkipListSet<>();

  private FaultySink() {}

  public static void main(String[] arguments) throws Throwable {
    boolean before = arguments[0].equals("before");
    Path report = Path.of(arguments[1]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(report)));
    Class<?> type = Class.forName("java.lang.MapiAuditProbeSink");
    Class<?> probe = Class.forName("java.lang.MapiAuditProbe");
    Object agent = probe.getMethod("installed").invoke(null);
    // What the handler needs is there before a hook needs the handler.
    for (int i = 0; i < 6; i++) {
      try {
        fail();
      } catch (Throwable expected) {
        // As intended.
      }
    }
    Object faulty =
        Proxy.newProxyInstance(
            FaultySink.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) -> {
              if (method.getName().equals("failed")) {
                return method.invoke(agent, given);
              }
              if (!before) {
                callAgent(agent, method, given);
              }
              FAILED.add(method.getName());
              fail();
              return null;
            });
    probe.getMethod("install", type).invoke(null, faulty);
    // The agent fails before it has found anybody to watch.
    Class.forName("java.lang.MapiAuditProbeTasks").getMethod("watchAll").invoke(null);
    try {
      Class.forName(arguments[2])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 3, arguments.length));
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private static void callAgent(Object agent, Method method, Object[] given) throws Throwable {
    try {
      method.invoke(agent, given);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private static void fail() throws Throwable {
    switch (TURN.getAndIncrement() % 6) {
      case 0 -> throw new IllegalStateException("injected");
      case 1 -> throw new IOException("injected, and not declared");
      case 2 -> throw new OutOfMemoryError("injected");
      case 3 -> throw new NoClassDefFoundError("injected");
      case 4 -> throw new AssertionError("injected");
      default -> overflow(Integer.MAX_VALUE);
    }
  }

  /** Takes what stack there is left. */
  private static int overflow(int deep) {
    return deep == 0 ? 0 : overflow(deep - 1) + 1;
  }

  private static void write(Path report) {
    try {
      Files.write(report, FAILED);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
