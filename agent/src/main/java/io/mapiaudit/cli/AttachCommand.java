package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.config.AgentArguments;
import io.mapiaudit.output.jsonl.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code attach <pid or main-class pattern>}: loads the agent into a running JVM. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    description = "Loads the agent into a running JVM and tells what it hooked and what it cannot.")
final class AttachCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Progress progress;

  @Parameters(
      paramLabel = "<pid or main class>",
      description = "The process id, or a part of the main class or jar; * stands for anything.")
  private String target;

  @Option(
      names = "--set",
      paramLabel = "<key=value>",
      description =
          "A setting, without the prefix mapi.audit. Relative paths mean the working directory of"
              + " the process that is attached to.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  AttachCommand(Terminal terminal, Progress progress) {
    this.terminal = terminal;
    this.progress = progress;
  }

  /** The command with what a line says that needs no parser. */
  AttachCommand with(PlainLine line) {
    target = line.target();
    settings = line.settings();
    json = line.isJson();
    return this;
  }

  @Override
  public Integer call() throws Exception {
    JvmProcess process = Targets.find(target);
    if (json) {
      progress.silence();
    }
    AgentAnswer answer =
        progress.during(
            "Attaching to process " + process.pid(),
            () -> AgentAnswer.of(process, "attach", AgentArguments.format(settings)));
    if (json) {
      terminal.json(Json.line(answer.fields()));
    }
    if (!answer.outcome().equals("attached") && !answer.outcome().equals("already")) {
      throw stayedOut(process, answer);
    }
    if (!json) {
      terminal.text(text(process, answer));
    }
    return ExitCode.OK.code();
  }

  /** Why the agent is not at work in a process that it was loaded into. */
  static CommandFailure stayedOut(JvmProcess process, AgentAnswer answer) {
    switch (answer.outcome()) {
      case "configuration":
      case "disabled":
        return new CommandFailure(
            ExitCode.USAGE,
            "the agent stays out of process "
                + process.pid()
                + " because of its configuration: "
                + answer.problems(),
            "correct that in --set, or in the system properties, environment or mapi-audit.conf of"
                + " the process");
      default:
        return new CommandFailure(
            ExitCode.SELF_TEST_FAILED,
            "the agent was loaded into process "
                + process.pid()
                + " and stays out: "
                + answer.problems(),
            "remove what it says is in the way and attach again; nothing is hooked");
    }
  }

  private static String text(JvmProcess process, AgentAnswer answer) {
    boolean already = answer.outcome().equals("already");
    return new AgentReport(answer)
        .line(
            (already ? "Process " + process + " is audited already" : "Attached to " + process)
                + " by mapi-audit "
                + answer.text("version"))
        .line("Run folder: " + answer.text("folder"))
        .hooks()
        .unseen()
        .toString();
  }
}
