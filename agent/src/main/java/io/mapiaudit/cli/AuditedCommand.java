package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command for the agent in a JVM; where there is none that is no error. */
abstract class AuditedCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final String request;

  @Parameters(paramLabel = "<pid>", description = "The process id, or a part of the main class.")
  private String target;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param request what the agent is asked for
   */
  AuditedCommand(Terminal terminal, String request) {
    this.terminal = terminal;
    this.request = request;
  }

  @Override
  public final Integer call() throws IOException {
    JvmProcess process = Targets.find(target);
    // An agent that was never there is not loaded just to say so.
    if ("".equals(process.auditedBy())) {
      return absent(process);
    }
    AgentAnswer answer = AgentAnswer.of(process, request, null);
    if (answer.outcome().equals("absent")) {
      return absent(process);
    }
    if (json) {
      terminal.json(Json.line(answer.fields()));
    } else {
      terminal.text(text(process, answer));
    }
    return code(answer).code();
  }

  private int absent(JvmProcess process) {
    if (json) {
      terminal.json("{\"outcome\":\"absent\",\"pid\":" + process.pid() + "}");
    } else {
      terminal.text("Process " + process + " is not audited; " + whenAbsent() + ".\n");
    }
    return ExitCode.OK.code();
  }

  /** The answer for people. */
  abstract String text(JvmProcess process, AgentAnswer answer);

  /** What to say where there is no agent. */
  abstract String whenAbsent();

  abstract ExitCode code(AgentAnswer answer);
}
