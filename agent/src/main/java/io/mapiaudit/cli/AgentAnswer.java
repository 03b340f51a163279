package io.mapiaudit.cli;

import io.mapiaudit.cli.process.AgentChannel;
import io.mapiaudit.cli.process.AttachFailure;
import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.runtime.BuildInfo;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the agent in a JVM has answered to a command. */
final class AgentAnswer {

  private final Map<String, Object> fields;

  private AgentAnswer(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Asks the agent in a JVM.
   *
   * @param arguments of the agent for a start, null for none
   * @throws CommandFailure when it cannot be asked or is of another version
   */
  static AgentAnswer of(JvmProcess target, String command, String arguments) throws IOException {
    String version = BuildInfo.version();
    try {
      AgentAnswer answer =
          new AgentAnswer(new AgentChannel(target, version).ask(command, arguments));
      if (answer.outcome().equals("other-version")) {
        throw otherVersion(target, answer, version);
      }
      if (answer.outcome().equals("failed") && !command.equals("attach")) {
        throw new CommandFailure(
            command.equals("detach") ? ExitCode.DETACH_INCOMPLETE : ExitCode.BAD_INPUT,
            command + " failed in process " + target.pid() + ": " + answer.problems(),
            "please report this; restarting the process takes the agent out");
      }
      return answer;
    } catch (AttachFailure obstacle) {
      throw Targets.failure(obstacle);
    }
  }

  private static CommandFailure otherVersion(
      JvmProcess target, AgentAnswer answer, String version) {
    String theirs = String.valueOf(answer.fields.get("version"));
    return new CommandFailure(
        ExitCode.OTHER_VERSION_ATTACHED,
        "version "
            + theirs
            + " of the agent "
            + (Boolean.TRUE.equals(answer.fields.get("audited")) ? "audits" : "was once in")
            + " process "
            + target.pid()
            + ", and this is "
            + version,
        "use the jar of version " + theirs + ", or restart the process");
  }

  /** One word. */
  String outcome() {
    return String.valueOf(fields.get("outcome"));
  }

  Map<String, Object> fields() {
    return fields;
  }

  String text(String name) {
    return String.valueOf(fields.get(name));
  }

  /** The elements of a list, none when there is no such list. */
  List<?> list(String name) {
    Object value = fields.get(name);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }

  /** The entries of a map, none when there is no such map. */
  Map<?, ?> map(String name) {
    Object value = fields.get(name);
    return value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap();
  }

  /** What went wrong, in one line. */
  String problems() {
    return list("problems").stream().map(String::valueOf).collect(Collectors.joining("; "));
  }
}
