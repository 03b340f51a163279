package io.mapiaudit.premain;

import io.mapiaudit.boot.ProbeMemory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Defines the classes that instrumented code calls, in package {@code java.lang} of the bootstrap
 * loader. The alternative, appending a jar to the bootstrap class path, is not visible to OSGi-like
 * loaders and makes the JVM warn when it shares class data.
 */
final class BootClasses {

  /** In the order in which they refer to each other. */
  private static final String[] NAMES = {
    "MapiAuditProbeMemory",
    "MapiAuditProbePrefix",
    "MapiAuditProbeSink",
    "MapiAuditProbe",
    "MapiAuditProbeBacktrace",
    "MapiAuditProbeThreads",
    "MapiAuditProbeTasks",
    "MapiAuditProbeCell",
    "MapiAuditProbeConstants",
    "MapiAuditProbeForeign",
    "MapiAuditProbeLink"
  };

  private static final String FOLDER = IsolatedClassLoader.FOLDER + "java/lang/";

  private BootClasses() {}

  static synchronized void define(File jar, Instrumentation instrumentation) throws Exception {
    if (areDefined()) {
      return;
    }
    Definer definer = Modules.exist() ? new LookupDefiner(instrumentation) : new UnsafeDefiner();
    try (JarFile file = new JarFile(jar)) {
      for (String name : NAMES) {
        definer.define("java/lang/" + name, read(file, FOLDER + name + ".classdata"));
      }
      ProbeMemory.setVersion(IsolatedClassLoader.version(file));
    }
  }

  /** True once they are, from whatever version of the agent. */
  static boolean areDefined() {
    try {
      Class.forName("java.lang." + NAMES[NAMES.length - 1], false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      throw new IOException(
          jar.getName() + " is not a complete agent jar: " + name + " is missing");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return IsolatedClassLoader.readFully(in);
    }
  }

  private interface Definer {
    void define(String internalName, byte[] bytes) throws Exception;
  }

  /** Java 8: {@code Unsafe.defineClass} with the null loader. */
  private static final class UnsafeDefiner implements Definer {
    private final Object unsafe;
    private final Method defineClass;

    UnsafeDefiner() throws Exception {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      unsafe = field.get(null);
      defineClass =
          type.getMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ClassLoader.class,
              ProtectionDomain.class);
    }

    @Override
    public void define(String internalName, byte[] bytes) throws Exception {
      defineClass.invoke(unsafe, internalName, bytes, 0, bytes.length, null, null);
    }
  }

  /** Java 9 and newer: opens {@code java.lang} to this module and defines through a lookup. */
  private static final class LookupDefiner implements Definer {
    private final Object lookup;
    private final Method defineClass;

    LookupDefiner(Instrumentation instrumentation) throws Exception {
      Modules.open(instrumentation, "java.lang");
      lookup =
          MethodHandles.class
              .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
              .invoke(null, Object.class, MethodHandles.lookup());
      defineClass = MethodHandles.Lookup.class.getMethod("defineClass", byte[].class);
    }

    @Override
    public void define(String internalName, byte[] bytes) throws Exception {
      defineClass.invoke(lookup, (Object) bytes);
    }
  }
}
