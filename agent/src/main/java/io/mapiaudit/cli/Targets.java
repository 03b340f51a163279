package io.mapiaudit.cli;

import io.mapiaudit.cli.process.AttachFailure;
import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.JvmProcesses;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the JVM that a command means. */
final class Targets {

  private Targets() {}

  /**
   * The one JVM of a process id or main class.
   *
   * @param given a number, or a part of the main class or jar in which {@code *} stands for
   *     anything
   * @throws CommandFailure when there is none, or more than one
   */
  static JvmProcess find(String given) {
    if (given.matches("\\d{1,18}")) {
      long pid = Long.parseLong(given);
      JvmProcess process = JvmProcesses.other(pid);
      if (process == null) {
        throw none("there is no JVM with process id " + pid);
      }
      return process;
    }
    List<JvmProcess> found =
        JvmProcesses.others().stream()
            .filter(process -> matches(process, given))
            .collect(Collectors.toList());
    if (found.isEmpty()) {
      throw none("no JVM runs a main class like '" + given + "'");
    }
    if (found.size() > 1) {
      String lines = found.stream().map(p -> "\n  " + p).collect(Collectors.joining());
      throw new CommandFailure(
          ExitCode.USAGE,
          "more than one JVM runs a main class like '" + given + "':" + lines + "\n ",
          "name one by its process id");
    }
    return found.get(0);
  }

  private static boolean matches(JvmProcess process, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return process.mainClass() != null
        && Pattern.compile(regex.toString()).matcher(process.mainClass()).find();
  }

  private static CommandFailure none(String wrong) {
    return new CommandFailure(
        ExitCode.NO_SUCH_TARGET,
        wrong,
        "list shows the JVMs that are there; those of other users show to an administrator only");
  }

  /** The failure of a command that an obstacle makes. */
  static CommandFailure failure(AttachFailure obstacle) {
    return new CommandFailure(code(obstacle.reason()), obstacle.getMessage(), obstacle.fix());
  }

  private static ExitCode code(AttachFailure.Reason reason) {
    switch (reason) {
      case NO_SUCH_PROCESS:
        return ExitCode.NO_SUCH_TARGET;
      case OTHER_USER:
        return ExitCode.ACCESS_DENIED;
      case BITNESS:
        return ExitCode.BITNESS_MISMATCH;
      case TOO_LONG:
        return ExitCode.USAGE;
      default:
        return ExitCode.ATTACH_UNSUPPORTED;
    }
  }
}
