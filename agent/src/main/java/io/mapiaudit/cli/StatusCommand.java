package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status <pid>}: how the agent in a JVM is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells what the agent in a JVM has hooked, seen and found.")
final class StatusCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "<pid>", description = "The process id, or a part of the main class.")
  private String target;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JvmProcess process = Targets.find(target);
    // An agent that was never there is not loaded just to say so.
    if ("".equals(process.auditedBy())) {
      return absent(process);
    }
    AgentAnswer answer = AgentAnswer.of(process, "status", null);
    if (answer.outcome().equals("absent")) {
      return absent(process);
    }
    if (json) {
      terminal.json(Json.line(answer.fields()));
    } else {
      terminal.text(
          new AgentReport(answer)
              .line("Process " + process + " is audited by mapi-audit " + answer.text("version"))
              .line("Run folder: " + answer.text("folder"))
              .control()
              .configuration()
              .hooks()
              .unseen()
              .neverSeen()
              .counters()
              .toString());
    }
    return ExitCode.OK.code();
  }

  private int absent(JvmProcess process) {
    if (json) {
      terminal.json("{\"outcome\":\"absent\",\"pid\":" + process.pid() + "}");
    } else {
      terminal.text("Process " + process + " is not audited; attach starts that.\n");
    }
    return ExitCode.OK.code();
  }
}
