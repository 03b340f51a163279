package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.SessionInfo;
import java.io.IOException;
import java.util.Map;

/** Writes the sessions of a run. */
final class SessionsPart {

  private final int most;

  /**
   * A writer.
   *
   * @param most sessions that are told one by one
   */
  SessionsPart(int most) {
    this.most = most;
  }

  void write(JsonGenerator json, SessionLog sessions) throws IOException {
    json.writeObjectFieldStart("sessions");
    json.writeNumberField("count", sessions.sessions());
    json.writeNumberField("live", sessions.live());
    json.writeNumberField("most", sessions.mostAtOnce());
    json.writeArrayFieldStart("lives");
    for (SessionLog.Life life : sessions.lives(most)) {
      life(json, life);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("users");
    for (Map.Entry<Integer, SessionLog.Sum> entry : sessions.sums().entrySet()) {
      SessionLog.Sum sum = entry.getValue();
      PageJson.numbers(
          json, entry.getKey(), sum.sessions(), sum.ended(), sum.micros(), sum.longestMicros());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void life(JsonGenerator json, SessionLog.Life life) throws IOException {
    SessionInfo info = life.info();
    json.writeStartObject();
    json.writeNumberField("number", info.number());
    json.writeNumberField("user", life.user());
    json.writeNumberField("thread", info.thread().id());
    PageJson.field(json, "threadName", info.thread().name());
    PageJson.field(json, "bridge", info.bridge().label());
    PageJson.field(json, "profile", info.profile());
    json.writeNumberField("logon", info.logonMicros());
    if (life.hasEnded()) {
      json.writeNumberField("end", life.endMicros());
      json.writeBooleanField("forgotten", life.isForgotten());
      json.writeNumberField("calls", life.calls());
      json.writeNumberField("notifications", life.notifications());
    }
    json.writeNumberField("findings", life.findings());
    json.writeEndObject();
  }
}
