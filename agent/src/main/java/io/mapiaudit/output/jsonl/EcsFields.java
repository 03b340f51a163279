package io.mapiaudit.output.jsonl;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renames the native fields to those of the Elastic Common Schema. What has no field there is under
 * {@code mapi_audit}, with its native name.
 */
final class EcsFields {

  /** The version whose fields are used. */
  static final String VERSION = "8.17.0";

  private static final List<String> SEVERITIES = Arrays.asList("low", "medium", "high", "critical");
  private static final String PRODUCT = "mapi-audit";

  private final Map<String, Object> ecs = new LinkedHashMap<>();
  private final Map<String, Object> rest;

  private EcsFields(Map<String, Object> finding) {
    this.rest = finding;
  }

  /** Takes the native fields over; the map given is used up. */
  static Map<String, Object> of(Map<String, Object> finding) {
    return new EcsFields(finding).write();
  }

  private Map<String, Object> write() {
    Object last = JsonTree.take(rest, "lastSeen");
    Object severity = JsonTree.get(rest, "severity");
    put(last, "@timestamp");
    put(JsonTree.take(rest, "message"), "message");
    put(VERSION, "ecs", "version");
    put(severity, "log", "level");
    put(PRODUCT, "log", "logger");
    event(last, severity);
    Object rule = JsonTree.take(rest, "rule");
    put(rule, "rule", "id");
    put(rule, "rule", "name");
    put(PRODUCT, "rule", "ruleset");
    put(JsonTree.take(rest, "process", "host"), "host", "name");
    process();
    user();
    put(JsonTree.stackTrace(JsonTree.take(rest, "stack")), "error", "stack_trace");
    ecs.put("mapi_audit", rest);
    return ecs;
  }

  private void event(Object last, Object severity) {
    put("alert", "event", "kind");
    put(Collections.singletonList("process"), "event", "category");
    put(Collections.singletonList("info"), "event", "type");
    put(SEVERITIES.indexOf(severity) + 1L, "event", "severity");
    put(JsonTree.take(rest, "firstSeen"), "event", "start");
    put(last, "event", "end");
    put(PRODUCT, "event", "module");
    put("mapi_audit.findings", "event", "dataset");
  }

  private void process() {
    put(JsonTree.take(rest, "process", "pid"), "process", "pid");
    put(JsonTree.take(rest, "thread", "name"), "process", "thread", "name");
    Object osId = JsonTree.get(rest, "thread", "osId");
    if (!Long.valueOf(0).equals(osId)) {
      put(JsonTree.take(rest, "thread", "osId"), "process", "thread", "id");
    }
    put(JsonTree.get(rest, "process", "identity", "sid"), "process", "user", "id");
    put(JsonTree.get(rest, "process", "identity", "account"), "process", "user", "name");
  }

  /**
   * Who acted. The identities stay whole in {@code mapi_audit} too: their parts belong together.
   */
  private void user() {
    put(JsonTree.get(rest, "actual", "sid"), "user", "id");
    Object account = JsonTree.get(rest, "actual", "account");
    if (account != null) {
      String name = account.toString();
      int domainEnd = name.indexOf('\\');
      put(domainEnd < 0 ? null : name.substring(0, domainEnd), "user", "domain");
      put(name.substring(domainEnd + 1), "user", "name");
    }
  }

  /** Nested objects: with dots in names some shippers would need to be told. */
  @SuppressWarnings("unchecked") // the maps on the way are made here
  private void put(Object value, String... path) {
    if (value == null) {
      return;
    }
    Map<String, Object> at = ecs;
    for (int i = 0; i < path.length - 1; i++) {
      at = (Map<String, Object>) at.computeIfAbsent(path[i], name -> new LinkedHashMap<>());
    }
    at.put(path[path.length - 1], value);
  }
}
