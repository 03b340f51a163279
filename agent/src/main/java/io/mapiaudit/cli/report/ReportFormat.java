package io.mapiaudit.cli.report;

import io.mapiaudit.output.Report;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.html.HtmlReport;
import io.mapiaudit.output.jsonl.JsonReport;
import io.mapiaudit.output.junitxml.JunitXmlReport;
import io.mapiaudit.output.sarif.SarifReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of a report, with the file names that mean them. */
public enum ReportFormat {
  HTML(".html .htm"),
  /** Before JSON: {@code .sarif.json} is SARIF. */
  SARIF(".sarif .sarif.json"),
  JUNIT(".xml"),
  JSON(".json");

  private final String endings;

  ReportFormat(String endings) {
    this.endings = endings;
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An empty report of this format. */
  public Report create(ReportContext context) {
    switch (this) {
      case SARIF:
        return new SarifReport(context);
      case JUNIT:
        return new JunitXmlReport(context);
      case JSON:
        return new JsonReport(context);
      default:
        return new HtmlReport(context);
    }
  }

  /** The format of this name on the command line. */
  public static Optional<ReportFormat> ofLabel(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(label.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The format that a file's name means; empty when it means none. */
  public static Optional<ReportFormat> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> Arrays.stream(format.endings.split(" ", -1)).anyMatch(lower::endsWith))
        .findFirst();
  }

  /** All names on the command line, with commas between them. */
  public static String labels() {
    return Arrays.stream(values()).map(ReportFormat::label).collect(Collectors.joining(", "));
  }
}
