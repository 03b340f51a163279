package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what tests tell it to, in the test that runs. */
final class FakeAgent implements Function<Object[], Object> {

  static FakeAgent current;

  final List<String> asked = new ArrayList<>();
  private final Map<String, List<Map<String, Object>>> findings = new HashMap<>();
  private final List<String> begun = new ArrayList<>();
  boolean isBehind;
  boolean recording = true;
  boolean lateInClass;

  /** The test that runs raises a finding; null when none has said that it begins. */
  static Map<String, Object> raise(String rule, String severity) {
    List<String> begun = current.begun;
    if (begun.isEmpty()) {
      return null;
    }
    return current.raiseIn(begun.get(begun.size() - 1), rule, severity);
  }

  Map<String, Object> raiseIn(String id, String rule, String severity) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("rule", rule);
    fields.put("severity", severity);
    fields.put("message", "it went wrong");
    fields.put("text", "ALERT " + rule);
    fields.put("count", 1L);
    fields.put("by", "thread");
    fields.put("tests", Arrays.asList(id));
    findings.computeIfAbsent(id, key -> new ArrayList<>()).add(fields);
    return fields;
  }

  @Override
  public Object apply(Object[] question) {
    switch ((String) question[0]) {
      case "begin":
        asked.add((question[3].equals(true) ? "test " : "class ") + tail((String) question[1]));
        begun.add((String) question[1]);
        return null;
      case "end":
        asked.add("end " + tail((String) question[1]));
        begun.remove((String) question[1]);
        if (lateInClass && question[1].toString().contains("[method:")) {
          raiseIn((String) question[1], "late", "critical");
        }
        return null;
      case "findings":
        return isBehind ? null : of((String) question[1], (String[]) question[2], question[3]);
      case "state":
        Map<String, Object> state = new HashMap<>();
        state.put("recording", recording);
        state.put("recordingBy", "overhead");
        state.put("unanalysed", 0L);
        state.put("folder", "runs/1-x");
        return state;
      default:
        throw new AssertionError(question[0]);
    }
  }

  private List<Map<String, Object>> of(String id, String[] suppressions, Object take) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (String known : new ArrayList<>(findings.keySet())) {
      if (id == null || known.startsWith(id)) {
        found.addAll(findings.get(known));
        if (take.equals(true)) {
          findings.remove(known);
        }
      }
    }
    for (Map<String, Object> finding : found) {
      if (Arrays.asList(suppressions).contains(finding.get("rule"))) {
        finding.put("suppressed", "accepted");
      }
    }
    return found;
  }

  /** {@code x()} of {@code [engine:…]/[class:…]/[method:x()]}. */
  private static String tail(String id) {
    String last = id.substring(id.lastIndexOf('[') + 1, id.length() - 1);
    return last.substring(Math.max(last.lastIndexOf(':'), last.lastIndexOf('.')) + 1);
  }
}
