package io.mapiaudit.premain;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * Makes the agent's own JNA a named module that may load native code. Since Java 24 the JVM warns
 * when code of an unnamed module does, or refuses it, and the option that allows it would allow it
 * to the application too.
 */
final class JnaModule {

  private static final int FIRST_TO_WARN = 24;

  private JnaModule() {}

  /** Before the loader loads any class of JNA. Where it fails the JVM warns, and all works. */
  static void define(IsolatedClassLoader loader) {
    if (Modules.release() < FIRST_TO_WARN) {
      return;
    }
    try {
      Set<String> packages = loader.packagesIn(JnaClassLoader.PACKAGE);
      Object module = create(loader, packages);
      call(module, "implAddReads", Class.forName("java.lang.Module"), Modules.of(Object.class));
      call(
          module,
          "implAddReads",
          Class.forName("java.lang.Module"),
          Modules.of(java.util.logging.Logger.class));
      // The agent's classes, those of later class loaders too.
      method(module, "implAddReadsAllUnnamed").invoke(module);
      for (String name : packages) {
        call(module, "implAddExports", String.class, name);
        call(module, "implAddOpens", String.class, name);
      }
      method(module, "implAddEnableNativeAccess").invoke(module);
      loader.named(packages);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJvm) {
      // A warning of the JVM is the worst that comes of it.
    }
  }

  /** The way the JDK makes modules while it starts: the public ways want a jar file for each. */
  private static Object create(ClassLoader loader, Set<String> packages)
      throws ReflectiveOperationException {
    Class<?> descriptorType = Class.forName("java.lang.module.ModuleDescriptor");
    Object builder =
        descriptorType.getMethod("newOpenModule", String.class).invoke(null, "com.sun.jna");
    Class<?> builderType = Class.forName("java.lang.module.ModuleDescriptor$Builder");
    builderType.getMethod("packages", Set.class).invoke(builder, packages);
    Object descriptor = builderType.getMethod("build").invoke(builder);
    Constructor<?> constructor =
        Class.forName("java.lang.Module")
            .getDeclaredConstructor(
                Class.forName("java.lang.ModuleLayer"),
                ClassLoader.class,
                descriptorType,
                java.net.URI.class);
    constructor.setAccessible(true);
    return constructor.newInstance(null, loader, descriptor, null);
  }

  private static void call(Object module, String name, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    method(module, name, type).invoke(module, argument);
  }

  private static Method method(Object module, String name, Class<?>... types)
      throws NoSuchMethodException {
    Method method = module.getClass().getDeclaredMethod(name, types);
    method.setAccessible(true);
    return method;
  }
}
