package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import io.mapiaudit.output.UtcTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes findings as the objects of {@code findings.jsonl}, schema 1. */
public final class FindingJson {

  /** The version of the schema; a reader need not know fields that a later one adds. */
  public static final int SCHEMA = 1;

  private FindingJson() {}

  /**
   * Writes one finding as an object; absent parts are null, absent stacks empty.
   *
   * @param json a generator where a value may follow; it is neither flushed nor closed
   */
  public static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    text(json, "rule", finding.rule());
    text(json, "severity", finding.severity().label());
    text(json, "fingerprint", finding.fingerprint());
    json.writeNumberField("count", finding.count());
    text(json, "firstSeen", UtcTime.format(finding.firstSeenMicros()));
    text(json, "lastSeen", UtcTime.format(finding.lastSeenMicros()));
    text(json, "message", finding.message());
    text(json, "remedy", finding.remedy());
    text(json, "help", finding.help());
    process(json, finding);
    session(json, finding.session());
    thread(json, finding.thread(), finding.threadCreator());
    operation(json, finding.operation());
    text(json, "transport", finding.run() == null ? null : finding.run().transport().label());
    IdentityJson.writeField(json, "expected", finding.expected());
    IdentityJson.writeField(json, "actual", finding.actual());
    stack(json, "stack", finding.stack());
    stack(json, "logonStack", finding.logonStack());
    stack(json, "originStack", finding.originStack());
    related(json, finding);
    text(json, "suppressed", finding.suppressed());
    json.writeEndObject();
  }

  /** The finding as one line, without the line's end. */
  public static String line(Finding finding) {
    try {
      return new String(Json.line(json -> write(json, finding)), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void process(JsonGenerator json, Finding finding) throws IOException {
    RunInfo run = finding.run();
    if (run == null) {
      json.writeNullField("process");
      return;
    }
    json.writeObjectFieldStart("process");
    json.writeNumberField("pid", run.pid());
    text(json, "host", run.host());
    IdentityJson.writeField(json, "identity", finding.processIdentity());
    json.writeEndObject();
  }

  private static void session(JsonGenerator json, Finding.Session session) throws IOException {
    if (session == null) {
      json.writeNullField("session");
      return;
    }
    json.writeObjectFieldStart("session");
    text(json, "id", session.id());
    text(json, "bridge", session.bridge().label());
    IdentityJson.writeField(json, "identity", session.identity());
    text(json, "logonThread", session.logonThread());
    json.writeBooleanField("live", session.live());
    json.writeEndObject();
  }

  private static void thread(JsonGenerator json, ThreadInfo thread, String creator)
      throws IOException {
    if (thread == null) {
      json.writeNullField("thread");
      return;
    }
    json.writeObjectFieldStart("thread");
    text(json, "name", thread.name());
    json.writeNumberField("javaId", thread.javaId());
    json.writeNumberField("osId", thread.osId());
    json.writeBooleanField("virtual", thread.isVirtual());
    json.writeBooleanField("attached", thread.isAttached());
    text(json, "creator", creator);
    json.writeEndObject();
  }

  private static void operation(JsonGenerator json, Finding.Operation operation)
      throws IOException {
    if (operation == null) {
      json.writeNullField("operation");
      return;
    }
    EntryPoint entryPoint = operation.entryPoint();
    json.writeObjectFieldStart("operation");
    text(json, "kind", entryPoint.kind().label());
    text(json, "name", entryPoint.displayName());
    text(json, "bridge", entryPoint.bridge().label());
    text(json, "result", operation.result());
    json.writeEndObject();
  }

  private static void stack(JsonGenerator json, String name, Stack stack) throws IOException {
    json.writeArrayFieldStart(name);
    for (String frame : stack.frames()) {
      json.writeString(Json.wellFormed(frame));
    }
    json.writeEndArray();
  }

  /** Most findings have no such threads, so the field is left out then. */
  private static void related(JsonGenerator json, Finding finding) throws IOException {
    if (finding.related().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("related");
    for (Finding.Related related : finding.related()) {
      json.writeStartObject();
      thread(json, related.thread(), null);
      IdentityJson.writeField(json, "identity", related.identity());
      text(json, "role", related.role());
      stack(json, "stack", related.stack());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, value == null ? null : Json.wellFormed(value));
  }
}
