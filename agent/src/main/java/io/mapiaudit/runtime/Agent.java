package io.mapiaudit.runtime;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * Starts the agent in a JVM. Whatever is wrong is said in one place, the error output, and then the
 * application runs on without it.
 */
public final class Agent {

  private Agent() {}

  /**
   * Starts auditing; called by reflection from the entry points of the jar.
   *
   * @param arguments of the agent, null for none
   * @param jar the agent's own file
   */
  public static void start(String arguments, Instrumentation instrumentation, File jar) {
    if (Probe.installed() != null) {
      say("is running in this JVM already");
      return;
    }
    AgentConfig config;
    try {
      config = AgentConfig.load(arguments);
    } catch (ConfigurationError error) {
      error.problems().forEach(problem -> say("configuration: " + problem));
      say("stays out because of its configuration; the application runs unaudited");
      return;
    }
    if (!config.enabled()) {
      return;
    }
    List<String> notYet = NotYet.problems(config);
    if (!notYet.isEmpty()) {
      notYet.forEach(problem -> say("configuration: " + problem));
      say("stays out because of its configuration; the application runs unaudited");
      return;
    }
    try {
      AgentRun.start(config, instrumentation);
    } catch (Exception | LinkageError failure) {
      say("stays out, the application runs unaudited: " + reason(failure));
    }
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static void say(String message) {
    System.err.println("mapi-audit: " + message);
  }
}
