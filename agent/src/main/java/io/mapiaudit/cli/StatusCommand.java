package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import picocli.CommandLine.Command;

/** {@code status <pid>}: how the agent in a JVM is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells what the agent in a JVM has hooked, seen and found.")
final class StatusCommand extends AuditedCommand {

  StatusCommand(Terminal terminal) {
    super(terminal, "status");
  }

  @Override
  String text(JvmProcess process, AgentAnswer answer) {
    return new AgentReport(answer)
        .line("Process " + process + " is audited by mapi-audit " + answer.text("version"))
        .line("Run folder: " + answer.text("folder"))
        .control()
        .transport()
        .configuration()
        .hooks()
        .unseen()
        .neverSeen()
        .counters()
        .toString();
  }

  @Override
  String whenAbsent() {
    return "attach starts that";
  }

  @Override
  ExitCode code(AgentAnswer answer) {
    return ExitCode.OK;
  }
}
