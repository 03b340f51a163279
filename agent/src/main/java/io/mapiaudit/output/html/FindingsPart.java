package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.Finding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the findings: the gravest in full, the next ones in a line each, and of the rest how many
 * there are of each rule.
 */
final class FindingsPart {

  private static final int MAX_RUNS = 100;

  /** Findings of one rule that have no line of their own. */
  private static final class Rest {
    private final Finding example;
    private final boolean suppressed;
    private long places;
    private long count;

    Rest(FindingGroup group) {
      example = group.example();
      suppressed = group.isSuppressed();
    }
  }

  private final ReportData data;
  private final FindingJson details;
  private int detailsLeft;
  private int linesLeft;
  private final Map<String, Rest> rest = new LinkedHashMap<>();

  FindingsPart(ReportData data, Strings strings, Budget budget) {
    this.data = data;
    this.details = new FindingJson(data.users(), strings);
    this.detailsLeft = budget.details();
    this.linesLeft = budget.lines();
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("findings");
    for (FindingGroup group : data.findings().sorted()) {
      int cost = details.cost(group.example()) + 60 * group.byRun().size();
      boolean full = cost <= detailsLeft;
      if (full) {
        detailsLeft -= cost;
        group(json, group, true);
      } else if (linesLeft > 0) {
        linesLeft--;
        group(json, group, false);
      } else {
        String key = group.example().rule() + group.severity() + group.isSuppressed();
        Rest further = rest.computeIfAbsent(key, unknown -> new Rest(group));
        further.places++;
        further.count += group.count();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("furtherFindings");
    for (Rest further : rest.values()) {
      json.writeStartObject();
      PageJson.field(json, "rule", further.example.rule());
      PageJson.field(json, "severity", further.example.severity().label());
      json.writeBooleanField("suppressed", further.suppressed);
      json.writeNumberField("places", further.places);
      json.writeNumberField("count", further.count);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void group(JsonGenerator json, FindingGroup group, boolean full) throws IOException {
    Finding example = group.example();
    json.writeStartObject();
    json.writeNumberField("number", group.number());
    PageJson.field(json, "rule", example.rule());
    PageJson.field(json, "severity", group.severity().label());
    PageJson.field(json, "fingerprint", example.fingerprint());
    json.writeNumberField("count", group.count());
    json.writeNumberField("first", group.firstMicros());
    json.writeNumberField("last", group.lastMicros());
    PageJson.field(json, "place", Places.of(example));
    json.writeBooleanField("suppressed", group.isSuppressed());
    json.writeArrayFieldStart("runs");
    int left = full ? MAX_RUNS : 1;
    for (Map.Entry<RunRecord, Finding> entry : group.byRun()) {
      if (left-- > 0) {
        run(json, entry.getKey(), entry.getValue());
      }
    }
    json.writeEndArray();
    json.writeNumberField("inRuns", group.byRun().size());
    if (full) {
      json.writeFieldName("detail");
      details.write(json, example);
    }
    json.writeEndObject();
  }

  private void run(JsonGenerator json, RunRecord run, Finding finding) throws IOException {
    List<RunRecord> runs = data.runs();
    json.writeStartArray();
    json.writeNumber(runs.indexOf(run));
    json.writeNumber(finding.count());
    json.writeNumber(finding.firstSeenMicros());
    json.writeNumber(finding.lastSeenMicros());
    if (finding.thread() == null) {
      json.writeNull();
    } else {
      json.writeNumber(finding.thread().id());
    }
    PageJson.text(json, finding.thread() == null ? null : finding.thread().name());
    json.writeNumber(
        finding.expected() == null ? Segments.NOBODY : data.users().number(finding.expected()));
    json.writeNumber(
        finding.actual() == null ? Segments.NOBODY : data.users().number(finding.actual()));
    json.writeEndArray();
  }
}
