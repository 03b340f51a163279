package io.mapiaudit.cli.process;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import net.bytebuddy.agent.VirtualMachine;

/**
 * Loads an agent into another JVM: by the JDK's own means where this Java has them, else by Byte
 * Buddy's, which speak the same protocol and so work on a bare JRE as well.
 */
public final class AgentLoader {

  private static final String JDK = "com.sun.tools.attach.VirtualMachine";

  private AgentLoader() {}

  /** True when this Java has the JDK's own means; else they are emulated. */
  public static boolean usesJdk() {
    return ofThisJdk() != null;
  }

  /**
   * Loads the agent, and returns when it has been told.
   *
   * @throws IOException or something else, of the JDK's or Byte Buddy's making
   */
  static void load(long pid, String jar, String arguments) throws Exception {
    Class<?> machine = ofThisJdk();
    if (machine == null) {
      VirtualMachine emulated = VirtualMachine.ForHotSpot.attach(String.valueOf(pid));
      try {
        emulated.loadAgent(jar, arguments);
      } finally {
        emulated.detach();
      }
      return;
    }
    Object attached = attached(machine, pid);
    try {
      call(machine.getMethod("loadAgent", String.class, String.class), attached, jar, arguments);
    } finally {
      call(machine.getMethod("detach"), attached);
    }
  }

  private static Object attached(Class<?> machine, long pid) throws Exception {
    Method attach = machine.getMethod("attach", String.class);
    SocketWatch watch = SocketWatch.during(pid);
    try {
      return call(attach, null, String.valueOf(pid));
    } catch (Exception failure) {
      if (!watch.hasWoken()) {
        throw failure;
      }
    } finally {
      watch.close();
    }
    // Another program attached at the same time, and the watch took its socket for ours.
    return call(attach, null, String.valueOf(pid));
  }

  private static Object call(Method method, Object target, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof Exception) {
        throw (Exception) cause;
      }
      throw new IOException(cause);
    }
  }

  private static Class<?> ofThisJdk() {
    try {
      return Class.forName(JDK, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException | LinkageError notVisible) {
      return ofToolsJar();
    }
  }

  /** Java 8 keeps it in a jar beside its JRE. */
  // The loader stays open: classes are loaded from it until the command ends.
  @SuppressWarnings("resource")
  private static Class<?> ofToolsJar() {
    File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
    if (!tools.isFile()) {
      return null;
    }
    try {
      URL[] path = {tools.toURI().toURL()};
      Class<?> machine =
          Class.forName(JDK, true, new URLClassLoader(path, ClassLoader.getSystemClassLoader()));
      // Its native half may be missing.
      Class.forName("sun.tools.attach.HotSpotVirtualMachine", true, machine.getClassLoader());
      return machine;
    } catch (MalformedURLException | ClassNotFoundException | LinkageError unusable) {
      return null;
    }
  }
}
