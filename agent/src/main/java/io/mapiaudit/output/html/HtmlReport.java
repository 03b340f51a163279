package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.output.Report;
import io.mapiaudit.output.ReportContext;
import io.mapiaudit.output.ReportedRun;
import io.mapiaudit.output.RuleSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Recorded runs and their findings as one HTML page that needs nothing but itself. */
public final class HtmlReport implements Report {

  /** No page is larger, in bytes: mail gateways take it, and browsers open it at once. */
  public static final int MAX_BYTES = 10 << 20;

  private final ReportContext context;
  private final ReportData data = new ReportData();
  private final int maxBytes;

  public HtmlReport(ReportContext context) {
    this(context, MAX_BYTES);
  }

  /**
   * A page of another size.
   *
   * @param maxBytes unless the smallest page is larger
   */
  HtmlReport(ReportContext context, int maxBytes) {
    this.context = Objects.requireNonNull(context, "context");
    this.maxBytes = maxBytes;
  }

  @Override
  public EventHandler run(ReportedRun run) {
    return data.run(run.name(), run.folder());
  }

  @Override
  public AuditObserver observer() {
    return data.observer();
  }

  @Override
  public void finding(Finding finding) {
    data.accept(finding);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    data.close();
    Budget budget = Budget.largest();
    byte[] page = page(budget);
    while (page.length > maxBytes && !budget.isSmallest()) {
      budget = budget.half();
      page = page(budget);
    }
    out.write(page);
  }

  private byte[] page(Budget budget) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Page.write(page, "mapi-audit report", summary(), PageJson.bytes(json -> write(json, budget)));
    return page.toByteArray();
  }

  /** One sentence, for where the page's script does not run. */
  private String summary() {
    StringBuilder text = new StringBuilder();
    Map<Severity, Integer> counts = data.findings().bySeverity();
    for (Severity severity :
        new Severity[] {Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW}) {
      text.append(counts.get(severity)).append(' ').append(severity.label()).append(", ");
    }
    return text.append(data.findings().suppressed())
        .append(" suppressed findings in ")
        .append(data.runs().size())
        .append(" run(s). This page shows them by a script of its own, which is not allowed to run")
        .append(" here: save it and open it in a browser.")
        .toString();
  }

  private void write(JsonGenerator json, Budget budget) throws IOException {
    Strings strings = new Strings();
    json.writeStartObject();
    PageJson.field(json, "version", context.version());
    json.writeNumberField("made", context.madeMicros());
    PageJson.field(json, "failOn", context.failOn().map(Severity::label).orElse(null));
    json.writeArrayFieldStart("markKinds");
    for (MarkKind kind : MarkKind.values()) {
      json.writeString(kind.label());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("runs");
    RunPart runs = new RunPart(data.users(), budget, data.runs().size());
    for (RunRecord run : data.runs()) {
      runs.write(json, run);
    }
    json.writeEndArray();
    new FindingsPart(data, strings, budget).write(json);
    rules(json);
    json.writeArrayFieldStart("users");
    for (Users.User user : data.users().all()) {
      json.writeStartArray();
      PageJson.text(json, user.sid());
      PageJson.text(json, user.account());
      json.writeBoolean(user.isOfProcess());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeFieldName("strings");
    strings.write(json);
    json.writeEndObject();
  }

  /** Those that found something, with their pages. */
  private void rules(JsonGenerator json) throws IOException {
    Set<String> found = new HashSet<>();
    for (FindingGroup group : data.findings().sorted()) {
      found.add(group.example().rule());
    }
    json.writeNumberField("ruleCount", context.rules().size());
    json.writeObjectFieldStart("rules");
    for (RuleSheet rule : context.rules()) {
      if (found.contains(rule.id())) {
        json.writeObjectFieldStart(rule.id());
        PageJson.field(json, "title", rule.title());
        // Line ends of the page are its structure.
        json.writeStringField("page", rule.page());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}
