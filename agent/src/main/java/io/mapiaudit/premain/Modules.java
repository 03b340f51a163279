package io.mapiaudit.premain;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Java 9 modules, by reflection, for the agent runs on Java 8 too. */
final class Modules {

  private Modules() {}

  static boolean exist() {
    return !System.getProperty("java.specification.version").startsWith("1.");
  }

  /** The feature release of this JVM: 8, 11, 25. */
  static int release() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  static Object of(Class<?> type) throws ReflectiveOperationException {
    return Class.class.getMethod("getModule").invoke(type);
  }

  /** Opens a package of {@code java.base} to the agent's entry points, and to nobody else. */
  static void open(Instrumentation instrumentation, String packageName)
      throws ReflectiveOperationException {
    redefine(instrumentation, Collections.emptyMap(), toOwn(packageName));
  }

  /** Exports a package of {@code java.base} to the agent's entry points, and to nobody else. */
  static void export(Instrumentation instrumentation, String packageName)
      throws ReflectiveOperationException {
    redefine(instrumentation, toOwn(packageName), Collections.emptyMap());
  }

  private static Map<String, Set<Object>> toOwn(String packageName)
      throws ReflectiveOperationException {
    return Collections.singletonMap(packageName, Collections.singleton(of(Modules.class)));
  }

  private static void redefine(
      Instrumentation instrumentation,
      Map<String, Set<Object>> exports,
      Map<String, Set<Object>> opens)
      throws ReflectiveOperationException {
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
            of(Object.class),
            Collections.emptySet(),
            exports,
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
