package io.mapiaudit.output.jsonl;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RunTally;
import io.mapiaudit.output.SampleFile;
import io.mapiaudit.output.TalliedReport;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report for programs: a summary, the runs with their numbers and samples, and every finding in
 * its final state as {@code findings.jsonl} has it. One run or finding a line.
 */
public final class JsonReport extends TalliedReport {

  /** The version of the fields around the findings, which tell their own. */
  static final int SCHEMA = 1;

  public JsonReport(ReportContext context) {
    super(context);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    // The fields of an object, and lists of lines in it, so that a diff or grep gets along.
    String head = Json.line(head());
    write(out, head.substring(0, head.length() - 1));
    write(out, ",\n\"runs\":[");
    String separator = "\n";
    for (Map.Entry<ReportedRun, RunTally> run : runs.entrySet()) {
      write(out, separator + Json.line(describe(run.getKey(), run.getValue())));
      separator = ",\n";
    }
    write(out, "\n],\n\"findings\":[");
    separator = "\n";
    for (Finding finding : findings.all()) {
      write(out, separator + FindingJson.line(finding));
      separator = ",\n";
    }
    write(out, "\n]}\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> head() {
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("name", "mapi-audit");
    tool.put("version", context.version());
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("schema", SCHEMA);
    head.put("tool", tool);
    head.put("created", UtcTime.format(context.madeMicros()));
    head.put("failOn", context.failOn().map(Severity::label).orElse("none"));
    head.put("verdict", findings.count(context::fails) > 0 ? "failed" : "passed");
    head.put("summary", summary());
    return head;
  }

  private Map<String, Object> summary() {
    Map<String, Long> severities = new LinkedHashMap<>();
    List<Severity> gravestFirst = Arrays.asList(Severity.values());
    Collections.reverse(gravestFirst);
    for (Severity severity : gravestFirst) {
      severities.put(
          severity.label(),
          findings.count(f -> f.suppressed() == null && f.severity() == severity));
    }
    Map<String, Long> rules = new TreeMap<>();
    for (Finding finding : findings.all()) {
      if (finding.suppressed() == null) {
        rules.merge(finding.rule(), 1L, Long::sum);
      }
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("runs", runs.size());
    summary.put("findings", findings.size());
    summary.put("failing", findings.count(context::fails));
    summary.put("suppressed", findings.count(f -> f.suppressed() != null));
    summary.put("severities", severities);
    summary.put("rules", rules);
    return summary;
  }

  private static Map<String, Object> describe(ReportedRun run, RunTally tally) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", run.name());
    RunInfo info = tally.run();
    if (info != null) {
      fields.put("host", info.host());
      fields.put("pid", info.pid());
      fields.put("start", UtcTime.format(info.startMicros()));
      fields.put("lastEvent", UtcTime.format(tally.lastMicros()));
      fields.put("ended", tally.ended());
      fields.put("agentVersion", info.agentVersion());
      fields.put("transport", info.transport().label());
    }
    fields.put("calls", tally.calls());
    fields.put("notifications", tally.notifications());
    fields.put("logons", tally.logons());
    fields.put("identities", tally.identities());
    fields.put("threads", tally.threads());
    fields.put("lostEvents", tally.lost());
    List<Object> samples = new ArrayList<>();
    for (String line : SampleFile.lines(run.folder())) {
      try {
        samples.add(JsonTree.parse(line));
      } catch (IOException damaged) {
        // One sample less; the trend goes on with the next.
      }
    }
    if (!samples.isEmpty()) {
      fields.put("samples", samples);
    }
    return fields;
  }
}
