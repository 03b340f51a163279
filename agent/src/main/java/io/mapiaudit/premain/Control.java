package io.mapiaudit.premain;

import io.mapiaudit.boot.ProbeMemory;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts and stops the agent and hands requests on to it. The agent's class loader is known here
 * and nowhere else, so that it can be given up.
 */
final class Control {

  private static final String RUNTIME = "io.mapiaudit.runtime.Agent";

  /** Of the agent that is running, null when none is. */
  private static IsolatedClassLoader running;

  /** Null until an agent is loaded for the first time. */
  private static JnaClassLoader jna;

  private Control() {}

  /** Starts auditing; what is wrong is printed on the error output. */
  static synchronized void start(String arguments, Instrumentation instrumentation)
      throws Exception {
    File jar = AgentMain.jar();
    BootClasses.define(jar, instrumentation);
    if (running != null) {
      System.err.println("mapi-audit: is running in this JVM already");
      return;
    }
    IsolatedClassLoader loader = load(jar);
    Object started =
        runtime(loader)
            .getMethod("start", String.class, Instrumentation.class)
            .invoke(null, arguments, instrumentation);
    keep(loader, (Boolean) started, instrumentation);
  }

  /** Does what is asked, and writes the answer where it is asked for. */
  static void answer(Request request, Instrumentation instrumentation) {
    String answer;
    try {
      answer = answered(request, instrumentation);
    } catch (Throwable failure) {
      Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
      answer = Reply.failure(cause);
    }
    try {
      Reply.write(request.reply(), answer);
    } catch (Throwable unwritable) {
      // Who asked waits for the file in vain, and says so.
    }
  }

  private static synchronized String answered(Request request, Instrumentation instrumentation)
      throws Exception {
    File jar = AgentMain.jar();
    String own =
        BootClasses.areDefined() ? ProbeMemory.version() : IsolatedClassLoader.version(jar);
    if (!own.equals(request.version())) {
      return Reply.otherVersion(own, running != null);
    }
    if (running == null && !request.command().equals("attach")) {
      return Reply.absent();
    }
    IsolatedClassLoader loader = running;
    if (loader == null) {
      BootClasses.define(jar, instrumentation);
      loader = load(jar);
    }
    boolean isRunning = running != null;
    try {
      Object[] answer =
          (Object[])
              runtime(loader)
                  .getMethod("command", String.class, String.class, Instrumentation.class)
                  .invoke(null, request.command(), request.arguments(), instrumentation);
      isRunning = (Boolean) answer[1];
      return (String) answer[0];
    } finally {
      keep(loader, isRunning, instrumentation);
    }
  }

  private static IsolatedClassLoader load(File jar) throws Exception {
    if (jna == null) {
      jna = JnaClassLoader.of(jar);
    }
    return new IsolatedClassLoader(jar, jna);
  }

  private static Class<?> runtime(IsolatedClassLoader loader) throws ClassNotFoundException {
    return Class.forName(RUNTIME, true, loader);
  }

  private static void keep(
      IsolatedClassLoader loader, boolean isRunning, Instrumentation instrumentation)
      throws Exception {
    running = isRunning ? loader : null;
    AuditMarker.set(isRunning ? ProbeMemory.version() : "", instrumentation);
    if (!isRunning) {
      loader.close();
    }
  }
}
