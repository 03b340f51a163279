package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code detach <pid>}: takes the agent out of a JVM. */
@Command(
    name = "detach",
    mixinStandardHelpOptions = true,
    description = "Ends the audit of a JVM, restores its classes and tells what stays.")
final class DetachCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "<pid>", description = "The process id, or a part of the main class.")
  private String target;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DetachCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JvmProcess process = Targets.find(target);
    if ("".equals(process.auditedBy())) {
      return absent(process);
    }
    AgentAnswer answer = AgentAnswer.of(process, "detach", null);
    if (answer.outcome().equals("absent")) {
      return absent(process);
    }
    if (json) {
      terminal.json(Json.line(answer.fields()));
    } else {
      terminal.text(
          new AgentReport(answer)
              .line("Detached from " + process)
              .line("Run folder: " + answer.text("folder"))
              .counters()
              .reasons("Stays until the process ends:", "staying")
              .toString());
    }
    return (answer.map("staying").isEmpty() ? ExitCode.OK : ExitCode.DETACH_INCOMPLETE).code();
  }

  private int absent(JvmProcess process) {
    if (json) {
      terminal.json("{\"outcome\":\"absent\",\"pid\":" + process.pid() + "}");
    } else {
      terminal.text("Process " + process + " is not audited; there is nothing to detach.\n");
    }
    return ExitCode.OK.code();
  }
}
