package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.output.jsonl.Json;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The agent in a JVM: starts it, tells how it is, ends it. Called by reflection from the entry
 * points of the jar, one call at a time. The work is done on a thread of its own.
 */
public final class Agent {

  private static AgentRun run;

  private Agent() {}

  /**
   * Starts auditing with the JVM. Whatever is wrong is said in one place, the error output, and
   * then the application runs on without it.
   *
   * @param arguments of the agent, null for none
   * @return whether it audits
   */
  public static boolean start(String arguments, Instrumentation instrumentation) {
    try {
      OwnThread.call("start", () -> begin(arguments, instrumentation));
      return true;
    } catch (NotStarted reason) {
      if (reason.outcome() == NotStarted.Outcome.DISABLED) {
        return false;
      }
      tell(reason);
    } catch (Exception failure) {
      say("stays out, the application runs unaudited: " + failure);
    }
    return false;
  }

  private static void tell(NotStarted reason) {
    if (reason.outcome() == NotStarted.Outcome.CONFIGURATION) {
      reason.problems().forEach(problem -> say("configuration: " + problem));
      say("stays out because of its configuration; the application runs unaudited");
    } else {
      say("stays out, the application runs unaudited: " + String.join("; ", reason.problems()));
    }
  }

  /**
   * Does what a command in another process asks for.
   *
   * @param command {@code attach}, {@code status} or {@code detach}
   * @param arguments of the agent for a start, null for none
   * @return the answer in JSON (String), and whether the agent audits afterwards (Boolean)
   */
  public static Object[] command(String command, String arguments, Instrumentation instrumentation)
      throws Exception {
    String answer =
        OwnThread.call("command", () -> Json.line(answer(command, arguments, instrumentation)));
    return new Object[] {answer, run != null};
  }

  /** What the configuration asks for and this version cannot do; the agent then stays out. */
  public static List<String> refused(AgentConfig config) {
    return RunMetrics.problems(config);
  }

  private static Map<String, Object> answer(
      String command, String arguments, Instrumentation instrumentation) {
    switch (command) {
      case "attach":
        return attach(arguments, instrumentation);
      case "status":
        return run.status("running");
      case "detach":
        AgentRun ended = run;
        run = null;
        return ended.detach();
      default:
        return outcome("failed", Collections.singletonList("there is no command " + command));
    }
  }

  private static Map<String, Object> attach(String arguments, Instrumentation instrumentation) {
    if (run != null) {
      return run.status("already");
    }
    try {
      begin(arguments, instrumentation);
      return run.status("attached");
    } catch (NotStarted reason) {
      return outcome(reason.outcome().label(), reason.problems());
    }
  }

  private static Map<String, Object> outcome(String outcome, List<String> problems) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("outcome", outcome);
    fields.put("problems", problems);
    return fields;
  }

  private static AgentRun begin(String arguments, Instrumentation instrumentation)
      throws NotStarted {
    AgentConfig config = configuration(arguments);
    LiveSuppressions suppressions = suppressions(config);
    try {
      run = AgentRun.start(config, suppressions, instrumentation);
      return run;
    } catch (Exception | LinkageError failure) {
      String message = failure.getMessage();
      throw new NotStarted(
          NotStarted.Outcome.FAILED,
          Collections.singletonList(message == null ? failure.toString() : message));
    }
  }

  private static AgentConfig configuration(String arguments) throws NotStarted {
    AgentConfig config;
    try {
      config = AgentConfig.load(arguments);
    } catch (ConfigurationError error) {
      throw badConfiguration(error);
    }
    if (!config.enabled()) {
      throw new NotStarted(
          NotStarted.Outcome.DISABLED,
          Collections.singletonList("enabled is false: the agent does nothing at all"));
    }
    List<String> problems = refused(config);
    if (!problems.isEmpty()) {
      throw new NotStarted(NotStarted.Outcome.CONFIGURATION, problems);
    }
    return config;
  }

  private static LiveSuppressions suppressions(AgentConfig config) throws NotStarted {
    try {
      return LiveSuppressions.of(config);
    } catch (ConfigurationError error) {
      throw badConfiguration(error);
    }
  }

  private static NotStarted badConfiguration(ConfigurationError error) {
    return new NotStarted(
        NotStarted.Outcome.CONFIGURATION,
        error.problems().stream().map(Object::toString).collect(Collectors.toList()));
  }

  private static void say(String message) {
    System.err.println("mapi-audit: " + message);
  }
}
