package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.RunInfo;
import java.io.IOException;
import java.util.Map;

/** Writes what is shown of one run besides findings. */
final class RunPart {

  private static final int MAX_GROUPS = 50;

  private final Users users;
  private final Budget budget;
  private final int runs;

  /**
   * A writer.
   *
   * @param runs among how many runs the budget is divided
   */
  RunPart(Users users, Budget budget, int runs) {
    this.users = users;
    this.budget = budget;
    this.runs = Math.max(1, runs);
  }

  void write(JsonGenerator json, RunRecord run) throws IOException {
    json.writeStartObject();
    PageJson.field(json, "name", run.name());
    RunFacts facts = run.facts();
    info(json, facts.info());
    json.writeNumberField("first", facts.firstMicros());
    json.writeNumberField("last", facts.lastMicros());
    json.writeBooleanField("ended", facts.hasEnded());
    json.writeNumberField("events", facts.events());
    json.writeNumberField("lost", facts.lostEvents());
    counts(json, run);
    json.writeNumberField("nativeThreads", run.natives().threads());
    lanes(json, run.lanes());
    new SessionsPart(budget.sessions() / runs).write(json, run.sessions());
    links(json, run.handOvers());
    activity(json, run.activity());
    facts(json, facts);
    files(json, new RunFiles(run.folder()));
    json.writeEndObject();
  }

  private void info(JsonGenerator json, RunInfo info) throws IOException {
    json.writeFieldName("info");
    if (info == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    PageJson.field(json, "host", info.host());
    json.writeNumberField("pid", info.pid());
    PageJson.field(json, "version", info.agentVersion());
    json.writeNumberField("start", info.startMicros());
    json.writeNumberField("process", users.number(info.processIdentity()));
    PageJson.field(json, "transport", info.transport().label());
    json.writeNumberField("stall", info.releaseStallMicros());
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, RunRecord run) throws IOException {
    json.writeObjectFieldStart("calls");
    for (Map.Entry<Kind, Long> kind : run.calls().kinds().entrySet()) {
      json.writeNumberField(kind.getKey().label(), kind.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("bridges");
    for (Map.Entry<Bridge, Long> bridge : run.calls().bridges().entrySet()) {
      json.writeNumberField(bridge.getKey().label(), bridge.getValue());
    }
    json.writeEndObject();
  }

  private void lanes(JsonGenerator json, Lanes lanes) throws IOException {
    lanes.keepBest(Math.max(1, budget.lanes() / runs));
    int each = Math.max(8, budget.marks() / runs / Math.max(1, lanes.size()));
    json.writeNumberField("threads", lanes.threads());
    json.writeArrayFieldStart("lanes");
    for (Lane lane : lanes.all()) {
      LaneJson.write(json, lane, each);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("others");
    json.writeNumberField("threads", lanes.foldedThreads());
    json.writeArrayFieldStart("groups");
    int left = MAX_GROUPS;
    for (Lanes.Group group : lanes.groups()) {
      if (left-- > 0) {
        json.writeStartArray();
        PageJson.text(json, group.name());
        json.writeNumber(group.threads());
        json.writeNumber(group.calls());
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void links(JsonGenerator json, HandOvers handOvers) throws IOException {
    json.writeObjectFieldStart("handOvers");
    json.writeNumberField("count", handOvers.count());
    json.writeNumberField("lost", handOvers.lostCount());
    json.writeArrayFieldStart("links");
    int left = budget.links() / runs;
    for (HandOvers.Link link : handOvers.links()) {
      if (left-- > 0) {
        PageJson.numbers(
            json,
            link.from(),
            link.fromMicros(),
            link.to(),
            link.toMicros(),
            link.giver(),
            link.taker());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void activity(JsonGenerator json, Activity activity) throws IOException {
    json.writeObjectFieldStart("activity");
    json.writeNumberField("start", activity.originMicros());
    json.writeNumberField("width", activity.widthMicros());
    json.writeFieldName("calls");
    PageJson.numbers(json, activity.counts(RunRecord.CALLS));
    json.writeFieldName("notifications");
    PageJson.numbers(json, activity.counts(RunRecord.NOTIFICATIONS));
    json.writeFieldName("findings");
    PageJson.numbers(json, activity.counts(RunRecord.FINDINGS));
    json.writeEndObject();
  }

  private static void facts(JsonGenerator json, RunFacts facts) throws IOException {
    json.writeArrayFieldStart("facts");
    for (Map.Entry<String, String> fact : facts.environment().entrySet()) {
      json.writeStartArray();
      PageJson.text(json, fact.getKey());
      PageJson.text(json, fact.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("switches");
    for (RunFacts.Switch moment : facts.switches()) {
      json.writeStartArray();
      json.writeNumber(moment.micros());
      json.writeBoolean(moment.isOn());
      PageJson.text(json, moment.reason());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void files(JsonGenerator json, RunFiles files) throws IOException {
    json.writeFieldName("description");
    String description = files.description();
    json.writeRawValue(description == null ? "null" : description);
    json.writeArrayFieldStart("samples");
    for (String sample : files.samples(budget.samples() / runs)) {
      json.writeRawValue(sample);
    }
    json.writeEndArray();
  }
}
