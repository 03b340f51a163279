package io.mapiaudit.cli;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.JvmProcesses;
import io.mapiaudit.output.jsonl.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: the JVMs that the agent could be attached to. None of them notices. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the JVMs it can attach to.")
final class ListCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<JvmProcess> found = JvmProcesses.others();
    if (json) {
      terminal.json(Json.line(found.stream().map(JvmProcess::fields).collect(Collectors.toList())));
    } else {
      StringBuilder table =
          new StringBuilder(row("pid", "main class", "user", "bits", "java", "audited"));
      found.forEach(process -> table.append(row(process)));
      terminal.text(table.toString());
    }
    return ExitCode.OK.code();
  }

  private static String row(JvmProcess process) {
    String audited = process.auditedBy();
    return row(
        process.pid(),
        process.mainClass(),
        process.user(),
        process.bits(),
        process.javaVersion(),
        Boolean.FALSE.equals(process.isAttachable())
            ? "attach is disabled"
            : audited == null ? null : audited.isEmpty() ? "no" : "by " + audited);
  }

  private static String row(Object... values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == null ? "?" : values[i];
    }
    return String.format(Locale.ROOT, "%-8s %-40s %-16s %-4s %-12s %s", values).trim() + "\n";
  }
}
