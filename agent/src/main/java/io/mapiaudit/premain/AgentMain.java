package io.mapiaudit.premain;

import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.CodeSource;

/**
 * What the JVM calls: {@code -javaagent}, dynamic attach and {@code java -jar}. Never lets a
 * throwable out, because one that leaves {@code premain} ends the application.
 */
public final class AgentMain {

  private static final String CLI = "io.mapiaudit.cli.Main";

  private AgentMain() {}

  /** {@code -javaagent:mapi-audit-agent.jar[=key=value,…]}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Dynamic attach: a request of the commands, or the same arguments as {@code -javaagent}. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    Request request = Request.of(arguments);
    if (request == null) {
      start(arguments, instrumentation);
    } else {
      Control.answer(request, instrumentation);
    }
  }

  /** {@code java -jar mapi-audit-agent.jar <command>}; ends the JVM with the command's code. */
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = new IsolatedClassLoader(jar(), JnaClassLoader.of(jar()));
    Class<?> cli = Class.forName(CLI, true, loader);
    Object code =
        cli.getMethod("run", String[].class, PrintStream.class, PrintStream.class)
            .invoke(null, arguments, System.out, System.err);
    System.exit((Integer) code);
  }

  private static void start(String arguments, Instrumentation instrumentation) {
    try {
      Control.start(arguments, instrumentation);
    } catch (InvocationTargetException failure) {
      report(failure.getTargetException());
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private static void report(Throwable failure) {
    try {
      System.err.println("mapi-audit: could not start, the application runs unaudited: " + failure);
    } catch (Throwable noMemoryEvenForThat) {
      // What leaves premain ends the application.
    }
  }

  static File jar() throws Exception {
    CodeSource source = AgentMain.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("the agent's jar file cannot be found");
    }
    return new File(source.getLocation().toURI());
  }
}
