package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import picocli.CommandLine.Command;

/** {@code detach <pid>}: takes the agent out of a JVM. */
@Command(
    name = "detach",
    mixinStandardHelpOptions = true,
    description = "Ends the audit of a JVM, restores its classes and tells what stays.")
final class DetachCommand extends AuditedCommand {

  DetachCommand(Terminal terminal) {
    super(terminal, "detach");
  }

  @Override
  String text(JvmProcess process, AgentAnswer answer) {
    return new AgentReport(answer)
        .line("Detached from " + process)
        .line("Run folder: " + answer.text("folder"))
        .counters()
        .reasons("Stays until the process ends:", "staying")
        .toString();
  }

  @Override
  String whenAbsent() {
    return "there is nothing to detach";
  }

  @Override
  ExitCode code(AgentAnswer answer) {
    return answer.map("staying").isEmpty() ? ExitCode.OK : ExitCode.DETACH_INCOMPLETE;
  }
}
