package io.mapiaudit.cli;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.output.jsonl.FindingJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay <journal dir>...}: runs the rules over recorded journals. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the rules over recorded journals, also of several processes or hosts together.",
      "With --json, prints the lines of findings.jsonl as the live run wrote them."
    })
final class ReplayCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Replay replay;

  @Parameters(
      arity = "1..*",
      paramLabel = "<journal dir>",
      description = "The folder of a run, or one that holds such folders.")
  private List<Path> folders;

  @Option(names = "--json", description = "Print findings as JSON, one a line.")
  private boolean json;

  @Option(
      names = "--fail-on",
      paramLabel = "<severity>",
      defaultValue = "high",
      converter = FailOn.Converter.class,
      description =
          "Exit with 1 for findings of this severity or above: low, medium, high, critical or"
              + " none. Default: ${DEFAULT-VALUE}.")
  private FailOn failOn;

  @Option(
      names = "--suppressions",
      paramLabel = "<file>",
      description =
          "A file of suppressions, as the key suppressions names; what it suppresses does not"
              + " count for --fail-on.")
  private Path suppressionFile;

  ReplayCommand(Terminal terminal, Replay replay) {
    this.terminal = terminal;
    this.replay = replay;
  }

  @Override
  public Integer call() throws IOException {
    if (json) {
      replay.beSilent();
    }
    List<Path> runs = RunFolders.find(folders);
    FindingSummary summary = new FindingSummary();
    Suppressions suppressions = GivenSuppressions.read(suppressionFile);
    replay.run(runs, finding -> take(suppressions.apply(finding), summary));
    if (!json) {
      terminal.text(summary.text(runs.size()));
      terminal.text(GivenSuppressions.sumUp(suppressions));
    }
    return (summary.anyMatch(failOn::isReachedBy) ? ExitCode.FINDINGS : ExitCode.OK).code();
  }

  private void take(Finding finding, FindingSummary summary) {
    summary.add(finding);
    if (json) {
      terminal.json(FindingJson.line(finding));
    }
  }
}
