package io.mapiaudit.output.sarif;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.output.LatestFindings;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RuleSheet;
import io.mapiaudit.output.RunTally;
import io.mapiaudit.output.TalliedReport;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A report in SARIF 2.1.0. All recorded runs are one run of SARIF, because code hosts take one of a
 * tool; each is an invocation there, which its results name. Written in ASCII.
 */
public final class SarifReport extends TalliedReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  public SarifReport(ReportContext context) {
    super(context);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(new SarifWriter(json));
      Map<String, Integer> invocations = invocations(new SarifWriter(json));
      SarifWriter sarif = new SarifWriter(json);
      sarif.startObject("originalUriBaseIds");
      sarif.startObject(SarifStacks.SOURCE_ROOT);
      sarif.message("description", "The folder that holds the program's sources by package.");
      sarif.endObject();
      sarif.endObject();
      json.writeStringField("columnKind", "utf16CodeUnits");
      results(json, invocations);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void tool(SarifWriter sarif) throws IOException {
    sarif.startObject("tool");
    sarif.startObject("driver");
    sarif.text("name", "mapi-audit");
    sarif.text("version", context.version());
    sarif.text(
        "fullName", "mapi-audit: Windows thread impersonation in Java code that talks to MAPI");
    sarif.startArray("rules");
    for (RuleSheet rule : context.rules()) {
      new SarifRule(sarif).write(rule);
    }
    sarif.endArray();
    sarif.endObject();
    sarif.endObject();
  }

  /** Writes the recorded runs; the index of each by its process. */
  private Map<String, Integer> invocations(SarifWriter sarif) throws IOException {
    Map<String, Integer> indexes = new HashMap<>();
    sarif.startArray("invocations");
    int index = 0;
    for (Map.Entry<ReportedRun, RunTally> entry : runs.entrySet()) {
      invocation(sarif, entry.getKey(), entry.getValue());
      indexes.put(LatestFindings.process(entry.getValue().run()), index++);
    }
    sarif.endArray();
    return indexes;
  }

  private static void invocation(SarifWriter sarif, ReportedRun run, RunTally tally)
      throws IOException {
    sarif.startObject();
    // The analysis was; how the audited process ended is in the properties.
    sarif.flag("executionSuccessful", true);
    RunInfo info = tally.run();
    if (info != null) {
      sarif.text("startTimeUtc", UtcTime.format(info.startMicros()));
      sarif.text("endTimeUtc", UtcTime.format(Math.max(tally.lastMicros(), info.startMicros())));
      sarif.text("machine", info.host());
      sarif.number("processId", info.pid());
    }
    sarif.startObject("properties");
    sarif.text("run", run.name());
    sarif.text("transport", info == null ? null : info.transport().label());
    sarif.flag("ended", tally.ended());
    sarif.number("calls", tally.calls());
    sarif.number("notifications", tally.notifications());
    sarif.number("identities", tally.identities());
    sarif.number("lostEvents", tally.lost());
    sarif.endObject();
    sarif.endObject();
  }

  private void results(JsonGenerator json, Map<String, Integer> invocations) throws IOException {
    Map<String, Integer> ruleIndexes = new HashMap<>();
    for (RuleSheet rule : context.rules()) {
      ruleIndexes.put(rule.id(), ruleIndexes.size());
    }
    SarifResult result = new SarifResult(new SarifWriter(json));
    json.writeArrayFieldStart("results");
    for (Finding finding : findings.all()) {
      result.write(
          finding,
          ruleIndexes.get(finding.rule()),
          invocations.get(LatestFindings.process(finding.run())));
    }
    json.writeEndArray();
  }
}
