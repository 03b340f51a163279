package io.mapiaudit.cli;

import io.mapiaudit.cli.report.FindingDiff;
import io.mapiaudit.cli.report.ReportFile;
import io.mapiaudit.cli.report.ReportFormat;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Suppressions;
import io.mapiaudit.output.Report;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.RuleSheet;
import io.mapiaudit.output.jsonl.Json;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleCatalogue;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.runtime.BuildInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code report <dir>... -o file}: runs the rules over recorded runs and writes a document. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the rules over recorded runs, also of several processes or hosts, and writes a report:",
      "a page for people (.html), or SARIF 2.1.0 (.sarif), JUnit XML (.xml) or JSON (.json) for"
          + " programs."
    })
final class ReportCommand implements Callable<Integer> {

  /** Reads the value of {@code --format}. */
  static final class FormatConverter implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String text) {
      return ReportFormat.ofLabel(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is not one of " + ReportFormat.labels()));
    }
  }

  private final Terminal terminal;
  private final Replay replay;

  @Parameters(
      arity = "1..*",
      paramLabel = "<dir>",
      description =
          "The folder of a run, or one that holds such folders; with --diff a JSON report or"
              + " findings.jsonl as well.")
  private List<Path> folders;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Where the report goes; what is there is replaced.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = FormatConverter.class,
      description = "html, sarif, junit or json. Default: what the file's name ends with.")
  private ReportFormat format;

  @Option(
      names = "--diff",
      description =
          "Instead of a report, print what is new, gone and still there from the first <dir> to the"
              + " second; the exit code is 1 for what is new at or above --fail-on.")
  private boolean diff;

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
          "A file of suppressions, as the key suppressions names; what it suppresses is shown apart"
              + " and does not count for --fail-on.")
  private Path suppressionFile;

  @Option(names = "--json", description = "Print where the report is, and its numbers, as JSON.")
  private boolean json;

  ReportCommand(Terminal terminal, Replay replay) {
    this.terminal = terminal;
    this.replay = replay;
  }

  @Override
  public Integer call() throws IOException {
    if (json) {
      replay.beSilent();
    }
    if (diff) {
      return compare().code();
    }
    ReportFormat chosen = format();
    ReportFile file = new ReportFile(output);
    Report report = chosen.create(context());
    Suppressions suppressions = GivenSuppressions.read(suppressionFile);
    List<Path> runs = RunFolders.find(folders);
    FindingSummary summary = new FindingSummary();
    replay.run(
        runs,
        raised -> {
          Finding finding = suppressions.apply(raised);
          summary.add(finding);
          report.finding(finding);
        },
        report.observer(),
        report::run);
    long size = file.write(report);
    boolean failed = summary.anyMatch(failOn::isReachedBy);
    if (json) {
      terminal.json(Json.line(fields(file, chosen, size, runs.size(), summary.size(), failed)));
    } else {
      terminal.text(summary.counts(runs.size()));
      terminal.text(GivenSuppressions.sumUp(suppressions));
      terminal.text("Report: " + file + "\n");
    }
    return (failed ? ExitCode.FINDINGS : ExitCode.OK).code();
  }

  private ExitCode compare() throws IOException {
    if (folders.size() != 2 || output != null || format != null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--diff compares two sets of runs and prints the outcome",
          "name the old and the new one, and neither -o nor --format; --json prints it for programs");
    }
    FindingDiff outcome = new RunDiff(replay, suppressionFile).of(folders.get(0), folders.get(1));
    if (json) {
      terminal.json(Json.line(outcome.fields()));
    } else {
      terminal.text(outcome.text());
    }
    return outcome.isWorse(failOn.least().orElse(null)) ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private ReportFormat format() {
    if (output == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "-o is missing", "name the file of the report, as in -o report.html");
    }
    return format != null
        ? format
        : ReportFormat.ofFile(output.toString())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "the name of "
                            + output
                            + " does not tell the format: it ends with none of .html, .sarif,"
                            + " .xml and .json",
                        "say it with --format"));
  }

  private ReportContext context() {
    Severity least = failOn.least().orElse(null);
    List<RuleSheet> rules = new ArrayList<>();
    for (Rule rule : RuleCatalogue.all()) {
      RuleInfo info = rule.info();
      rules.add(
          new RuleSheet(
              info.id(),
              info.severity(),
              info.title(),
              info.remedy(),
              info.sources(),
              RuleCatalogue.page(info.id())));
    }
    return new ReportContext(BuildInfo.version(), System.currentTimeMillis() * 1_000, least, rules);
  }

  private static Map<String, Object> fields(
      ReportFile file, ReportFormat format, long size, int runs, int findings, boolean failed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("report", file.toString());
    fields.put("format", format.label());
    fields.put("bytes", size);
    fields.put("runs", runs);
    fields.put("findings", findings);
    fields.put("verdict", failed ? "failed" : "passed");
    return fields;
  }
}
