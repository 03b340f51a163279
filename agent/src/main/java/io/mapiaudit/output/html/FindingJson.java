package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;
import java.io.IOException;

/** Writes one finding with everything that is known of it. */
final class FindingJson {

  private static final int MAX_FRAMES = 200;
  private static final int OVERHEAD = 400;

  private final Users users;
  private final Strings strings;

  FindingJson(Users users, Strings strings) {
    this.users = users;
    this.strings = strings;
  }

  /** Characters it will take, about. */
  int cost(Finding finding) {
    int cost = OVERHEAD + finding.message().length() + strings.cost(finding.remedy());
    cost += cost(finding.stack()) + cost(finding.logonStack()) + cost(finding.originStack());
    for (Finding.Related related : finding.related()) {
      cost += OVERHEAD + cost(related.stack());
    }
    return cost;
  }

  private int cost(Stack stack) {
    int cost = 0;
    for (String frame : stack.frames()) {
      cost += strings.cost(frame) + 6;
    }
    return cost;
  }

  void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    PageJson.field(json, "message", finding.message());
    json.writeNumberField("remedy", strings.number(finding.remedy()));
    json.writeNumberField("help", strings.number(finding.help()));
    PageJson.field(json, "suppressed", finding.suppressed());
    identity(json, "expected", finding.expected());
    identity(json, "actual", finding.actual());
    thread(json, finding.thread());
    PageJson.field(json, "creator", finding.threadCreator());
    session(json, finding.session());
    operation(json, finding.operation());
    stack(json, "stack", finding.stack());
    stack(json, "logonStack", finding.logonStack());
    stack(json, "originStack", finding.originStack());
    json.writeArrayFieldStart("related");
    for (Finding.Related related : finding.related()) {
      json.writeStartObject();
      thread(json, related.thread());
      identity(json, "identity", related.identity());
      PageJson.field(json, "role", related.role());
      stack(json, "stack", related.stack());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void identity(JsonGenerator json, String name, NamedIdentity named) throws IOException {
    json.writeFieldName(name);
    if (named == null) {
      json.writeNull();
      return;
    }
    Identity identity = named.identity();
    json.writeStartObject();
    json.writeNumberField("user", users.number(named));
    PageJson.field(json, "source", identity.source().label());
    PageJson.field(json, "level", identity.level().label());
    PageJson.field(json, "token", "0x" + Long.toHexString(identity.tokenId()));
    PageJson.field(json, "logon", "0x" + Long.toHexString(identity.logonId()));
    json.writeNumberField("windowsSession", identity.windowsSession());
    json.writeEndObject();
  }

  private static void thread(JsonGenerator json, ThreadInfo thread) throws IOException {
    json.writeFieldName("thread");
    if (thread == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeNumberField("id", thread.id());
    PageJson.field(json, "name", thread.name());
    json.writeNumberField("java", thread.javaId());
    json.writeNumberField("os", thread.osId());
    json.writeBooleanField("virtual", thread.isVirtual());
    json.writeBooleanField("attached", thread.isAttached());
    json.writeEndObject();
  }

  private void session(JsonGenerator json, Finding.Session session) throws IOException {
    json.writeFieldName("session");
    if (session == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    PageJson.field(json, "id", session.id());
    PageJson.field(json, "bridge", session.bridge().label());
    identity(json, "identity", session.identity());
    PageJson.field(json, "logonThread", session.logonThread());
    json.writeBooleanField("live", session.live());
    json.writeEndObject();
  }

  private static void operation(JsonGenerator json, Finding.Operation operation)
      throws IOException {
    json.writeFieldName("operation");
    if (operation == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    PageJson.field(json, "kind", operation.entryPoint().kind().label());
    PageJson.field(json, "name", operation.entryPoint().displayName());
    PageJson.field(json, "bridge", operation.entryPoint().bridge().label());
    PageJson.field(json, "result", operation.result());
    json.writeEndObject();
  }

  private void stack(JsonGenerator json, String name, Stack stack) throws IOException {
    json.writeArrayFieldStart(name);
    int left = MAX_FRAMES;
    for (String frame : stack.frames()) {
      json.writeNumber(strings.number(left-- > 0 ? frame : "… further frames"));
      if (left < 0) {
        break;
      }
    }
    json.writeEndArray();
  }
}
