package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mapiaudit.model.ThreadInfo;
import java.io.IOException;

/** Writes a lane. */
final class LaneJson {

  private LaneJson() {}

  /**
   * Writes it.
   *
   * @param most marks and stretches; more are merged
   */
  static void write(JsonGenerator json, Lane lane, int most) throws IOException {
    Segments segments = lane.segments();
    Marks marks = lane.marks();
    segments.thinTo(Math.max(4, most / 3));
    marks.thinTo(Math.max(8, most - segments.size()));
    ThreadInfo thread = lane.thread();
    json.writeStartObject();
    json.writeNumberField("id", thread.id());
    PageJson.field(json, "name", lane.life() == null ? thread.name() : lane.life().start());
    json.writeNumberField("java", thread.javaId());
    json.writeNumberField("os", thread.osId());
    json.writeBooleanField("virtual", thread.isVirtual());
    json.writeBooleanField("attached", thread.isAttached());
    life(json, lane);
    PageJson.field(json, "creator", lane.creator());
    json.writeNumberField("first", lane.firstMicros());
    json.writeNumberField("last", lane.lastMicros());
    json.writeNumberField("calls", lane.calls());
    json.writeArrayFieldStart("counts");
    for (MarkKind kind : MarkKind.values()) {
      json.writeNumber(lane.count(kind));
    }
    json.writeEndArray();
    segments(json, segments, lane.firstMicros());
    marks(json, marks, lane.firstMicros());
    json.writeEndObject();
  }

  private static void life(JsonGenerator json, Lane lane) throws IOException {
    NativeLife life = lane.life();
    json.writeBooleanField("native", lane.thread().id() < 0);
    if (life == null) {
      return;
    }
    json.writeBooleanField("mapi", life.isOfMapi());
    PageJson.field(json, "description", lane.thread().name());
    json.writeNumberField("born", life.bornMicros());
    json.writeNumberField("ended", life.endedMicros());
  }

  /** Flat, times from the lane's first event: start, end, user, second user. */
  private static void segments(JsonGenerator json, Segments segments, long from)
      throws IOException {
    json.writeArrayFieldStart("segments");
    for (int i = 0; i < segments.size(); i++) {
      json.writeNumber(segments.field(i, Segments.START) - from);
      json.writeNumber(segments.field(i, Segments.END) - from);
      json.writeNumber(segments.field(i, Segments.USER));
      json.writeNumber(segments.field(i, Segments.SECOND));
    }
    json.writeEndArray();
  }

  /** Flat: kind, start from the lane's first event, length, count, reference. */
  private static void marks(JsonGenerator json, Marks marks, long from) throws IOException {
    json.writeArrayFieldStart("marks");
    for (int i = 0; i < marks.size(); i++) {
      long start = marks.field(i, Marks.START);
      json.writeNumber(marks.field(i, Marks.KIND));
      json.writeNumber(start - from);
      json.writeNumber(marks.field(i, Marks.END) - start);
      json.writeNumber(marks.field(i, Marks.COUNT));
      json.writeNumber(marks.field(i, Marks.REF));
    }
    json.writeEndArray();
  }
}
