package io.mapiaudit.cli.soak;

import io.mapiaudit.cli.CommandFailure;
import io.mapiaudit.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts {@code -javaagent} into a command: into its options when it is {@code java} itself, so that
 * nothing else is audited, and else into the environment variable that every JVM reads.
 */
public final class AgentOption {

  static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  /** Java 8 overlooks a longer variable without a word. */
  private static final int LONGEST_VARIABLE = 1000;

  private final String jar;
  private final String option;

  /**
   * The option.
   *
   * @param jar the agent's, an absolute path
   * @param arguments of the agent
   */
  public AgentOption(String jar, String arguments) {
    this.jar = jar;
    this.option = "-javaagent:" + jar + "=" + arguments;
  }

  /** True when the command is a Java launcher, which takes the option. */
  public static boolean isJava(List<String> command) {
    String program = command.get(0).replace('\\', '/').toLowerCase(Locale.ROOT);
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.matches("javaw?(\\.exe)?");
  }

  /**
   * The command with the agent.
   *
   * @param environment of the command, which may be changed
   * @throws CommandFailure when it has an agent of ours already, or takes no other
   */
  public List<String> applyTo(List<String> command, Map<String, String> environment) {
    String before = environment.getOrDefault(VARIABLE, "");
    String name = jar.substring(Math.max(jar.lastIndexOf('/'), jar.lastIndexOf('\\')) + 1);
    if (before.contains(name) || command.stream().anyMatch(part -> isAgent(part, name))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the command loads " + name + " already",
          "leave that to soak, and give its settings with --set");
    }
    List<String> changed = new ArrayList<>(command);
    if (isJava(command)) {
      changed.add(1, option);
    } else {
      environment.put(VARIABLE, variable(before));
    }
    return changed;
  }

  private static boolean isAgent(String part, String name) {
    return part.startsWith("-javaagent:") && part.contains(name);
  }

  private String variable(String before) {
    boolean plain = option.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '"' || c == '\'');
    String quote = option.indexOf('"') < 0 ? "\"" : "'";
    String value =
        (before.isEmpty() ? "" : before + " ") + (plain ? option : quote + option + quote);
    if (value.length() > LONGEST_VARIABLE) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the settings are too long for " + VARIABLE + " (" + value.length() + " characters)",
          "put them into a file and say --set config=<file>, or give the java command itself");
    }
    return value;
  }

  /** What is done to a command, for whoever started it. */
  public static String describe(List<String> command) {
    return isJava(command)
        ? "the option -javaagent was added to its options"
        : VARIABLE + " has every Java that it starts load the agent";
  }
}
