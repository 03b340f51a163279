package io.mapiaudit.output.jsonl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an OpenTelemetry log record of the native fields, in the JSON encoding of OTLP: a line is
 * what the collector's {@code otlpjsonfile} receiver reads. Attributes have the names of the
 * semantic conventions where there are such; all others begin with {@code mapi_audit.}.
 */
final class OtelFields {

  private static final String EVENT = "mapi_audit.finding";
  private static final Pattern FRAME = Pattern.compile("(.+)\\(([^():]+)(?::(\\d+))?\\)");

  private final List<Object> resource = new ArrayList<>();
  private final List<Object> attributes = new ArrayList<>();
  private final Map<String, Object> rest;

  private OtelFields(Map<String, Object> finding) {
    this.rest = finding;
  }

  /** Takes the native fields over; the map given is used up. */
  static Map<String, Object> of(Map<String, Object> finding) {
    return new OtelFields(finding).write();
  }

  private Map<String, Object> write() {
    Map<String, Object> logRecord = new LinkedHashMap<>();
    Object last = JsonTree.take(rest, "lastSeen");
    Object severity = JsonTree.take(rest, "severity");
    logRecord.put("timeUnixNano", nanos(last));
    logRecord.put("severityNumber", severityNumber(severity));
    logRecord.put("severityText", severity);
    logRecord.put("body", value(JsonTree.take(rest, "message")));
    known();
    for (Map.Entry<String, Object> field : rest.entrySet()) {
      other("mapi_audit." + field.getKey(), field.getValue());
    }
    logRecord.put("attributes", attributes);
    logRecord.put("eventName", EVENT);
    return envelope(logRecord);
  }

  private Map<String, Object> envelope(Map<String, Object> logRecord) {
    Map<String, Object> scopeLogs = new LinkedHashMap<>();
    scopeLogs.put("scope", Collections.singletonMap("name", "mapi-audit"));
    scopeLogs.put("logRecords", Collections.singletonList(logRecord));
    Map<String, Object> resourceLogs = new LinkedHashMap<>();
    resourceLogs.put("resource", Collections.singletonMap("attributes", resource));
    resourceLogs.put("scopeLogs", Collections.singletonList(scopeLogs));
    return Collections.singletonMap("resourceLogs", Collections.singletonList(resourceLogs));
  }

  private void known() {
    add(resource, "host.name", JsonTree.take(rest, "process", "host"));
    add(resource, "process.pid", JsonTree.take(rest, "process", "pid"));
    add(attributes, "thread.name", JsonTree.take(rest, "thread", "name"));
    add(attributes, "thread.id", JsonTree.take(rest, "thread", "javaId"));
    add(attributes, "user.id", JsonTree.get(rest, "actual", "sid"));
    add(attributes, "user.name", JsonTree.get(rest, "actual", "account"));
    Object stack = JsonTree.take(rest, "stack");
    String trace = JsonTree.stackTrace(stack);
    if (trace != null) {
      Matcher frame = FRAME.matcher(((List<?>) stack).get(0).toString());
      if (frame.matches()) {
        add(attributes, "code.function.name", frame.group(1));
        add(attributes, "code.file.path", frame.group(2));
        add(attributes, "code.line.number", frame.group(3) == null ? null : line(frame.group(3)));
      }
      add(attributes, "code.stacktrace", trace);
    }
  }

  private static Long line(String digits) {
    return digits.length() > 9 ? null : Long.valueOf(digits);
  }

  /** Objects as one attribute for each of their fields: backends search names, not structures. */
  private void other(String name, Object value) {
    if (value instanceof Map) {
      for (Map.Entry<?, ?> field : ((Map<?, ?>) value).entrySet()) {
        other(name + "." + field.getKey(), field.getValue());
      }
    } else {
      add(attributes, name, value);
    }
  }

  private static void add(List<Object> to, String key, Object value) {
    if (value != null) {
      Map<String, Object> attribute = new LinkedHashMap<>();
      attribute.put("key", key);
      attribute.put("value", value(value));
      to.add(attribute);
    }
  }

  /** An AnyValue. In this encoding integers of 64 bits are texts. */
  private static Map<String, Object> value(Object value) {
    if (value instanceof Boolean) {
      return Collections.singletonMap("boolValue", value);
    }
    if (value instanceof Long) {
      return Collections.singletonMap("intValue", value.toString());
    }
    if (value instanceof List) {
      List<Object> values = new ArrayList<>();
      ((List<?>) value).forEach(element -> values.add(value(element)));
      return Collections.singletonMap("arrayValue", Collections.singletonMap("values", values));
    }
    if (value instanceof Map) {
      List<Object> fields = new ArrayList<>();
      ((Map<?, ?>) value).forEach((key, field) -> add(fields, key.toString(), field));
      return Collections.singletonMap("kvlistValue", Collections.singletonMap("values", fields));
    }
    return Collections.singletonMap("stringValue", String.valueOf(value));
  }

  private static String nanos(Object time) {
    Instant instant = Instant.parse(time.toString());
    return Long.toString(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano());
  }

  /** The data model's numbers: INFO, WARN, ERROR, and its second ERROR for critical. */
  private static long severityNumber(Object label) {
    switch (label.toString()) {
      case "critical":
        return 18;
      case "high":
        return 17;
      case "medium":
        return 13;
      default:
        return 9;
    }
  }
}
