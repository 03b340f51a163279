package io.mapiaudit.output.metrics;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Tells whether a class of the application is initialised already, without initialising it. */
final class Initialised {

  private final Object unsafe;
  private final Method shouldBeInitialized;

  /** Asks the JVM, which has no public way of being asked. */
  Initialised(Instrumentation instrumentation) throws ReflectiveOperationException {
    boolean modules = !System.getProperty("java.specification.version").startsWith("1.");
    Class<?> type;
    if (modules) {
      export(instrumentation, "jdk.internal.misc");
      type = Class.forName("jdk.internal.misc.Unsafe");
      unsafe = type.getMethod("getUnsafe").invoke(null);
    } else {
      type = Class.forName("sun.misc.Unsafe");
      Field only = type.getDeclaredField("theUnsafe");
      only.setAccessible(true);
      unsafe = only.get(null);
    }
    shouldBeInitialized = type.getMethod("shouldBeInitialized", Class.class);
  }

  boolean is(Class<?> type) throws ReflectiveOperationException {
    return !(Boolean) shouldBeInitialized.invoke(unsafe, type);
  }

  /** Exports a package of {@code java.base} to the agent's classes, and to nobody else. */
  private static void export(Instrumentation instrumentation, String packageName)
      throws ReflectiveOperationException {
    Method getModule = Class.class.getMethod("getModule");
    Instrumentation.class
        .getMethod(
            "redefineModule",
            Class.forName("java.lang.Module"),
            Set.class,
            Map.class,
            Map.class,
            Set.class,
            Map.class)
        .invoke(
            instrumentation,
            getModule.invoke(Object.class),
            Collections.emptySet(),
            Collections.singletonMap(
                packageName, Collections.singleton(getModule.invoke(Initialised.class))),
            Collections.emptyMap(),
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
