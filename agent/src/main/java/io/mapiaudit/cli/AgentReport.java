package io.mapiaudit.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer of the agent as text. */
final class AgentReport {

  private final AgentAnswer answer;
  private final StringBuilder text = new StringBuilder();

  AgentReport(AgentAnswer answer) {
    this.answer = answer;
  }

  AgentReport line(String line) {
    text.append(line).append('\n');
    return this;
  }

  AgentReport hooks() {
    line("Hooked (the rest when its classes are loaded):");
    answer.list("hooked").forEach(name -> line("  " + name));
    return reasons("Could not be hooked:", "problems");
  }

  AgentReport unseen() {
    return spots("Not seen:", "unseen");
  }

  /** What could have come and has not. */
  AgentReport neverSeen() {
    if (!answer.list("bridges").isEmpty()) {
      line(
          "Bridges: "
              + answer.list("bridges").stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
    return spots("Never seen so far:", "neverSeen");
  }

  private AgentReport spots(String heading, String field) {
    if (!answer.list(field).isEmpty()) {
      line(heading);
      for (Object element : answer.list(field)) {
        Map<?, ?> spot = (Map<?, ?>) element;
        line("  " + spot.get("what") + ": " + spot.get("reason") + ". Cure: " + spot.get("cure"));
      }
    }
    return this;
  }

  AgentReport configuration() {
    line("Configuration:");
    for (Object element : answer.list("configuration")) {
      Map<?, ?> setting = (Map<?, ?>) element;
      line(
          "  "
              + setting.get("key")
              + " = "
              + setting.get("value")
              + "  ("
              + setting.get("source")
              + ")");
    }
    return this;
  }

  AgentReport control() {
    Map<?, ?> recording = answer.map("recording");
    boolean on = Boolean.TRUE.equals(recording.get("on"));
    line(
        "Recording: " + (on ? "on" : "OFF, nothing is audited") + " (" + recording.get("by") + ")");
    Map<?, ?> overhead = answer.map("overhead");
    String max = overhead.get("max") == null ? "no bound" : "at most " + percent(overhead, "max");
    return line("Overhead: " + percent(overhead, "share") + " of a core, " + max);
  }

  /** Which protocol findings are judged by, and how that is known. */
  AgentReport transport() {
    Object origin = answer.fields().get("transportOrigin");
    return origin == null
        ? this
        : line(
            "Transport: "
                + answer.text("transport")
                + " ("
                + ("".equals(origin) ? "the key transport says which it is" : origin)
                + ")");
  }

  private static String percent(Map<?, ?> fields, String field) {
    return String.format(Locale.ROOT, "%.2f %%", ((Number) fields.get(field)).doubleValue() * 100);
  }

  AgentReport counters() {
    if (Boolean.FALSE.equals(answer.fields().get("sawEntryPoint"))) {
      line("No MAPI entry point has been called so far.");
    }
    counts("Calls:", "calls");
    counts("Findings:", "findings");
    counts("Suppressed findings:", "suppressedFindings");
    suppressions();
    line(
        "Journal: "
            + answer.text("journalBytes")
            + " bytes, "
            + answer.text("unanalysed")
            + " events not analysed");
    if (!answer.list("suppressedErrors").isEmpty()) {
      line("Errors kept from the application:");
      for (Object element : answer.list("suppressedErrors")) {
        Map<?, ?> error = (Map<?, ?>) element;
        line("  " + error.get("count") + " x " + error.get("error") + " at " + error.get("at"));
      }
    }
    return reasons("Metrics:", "metrics");
  }

  private void suppressions() {
    Map<?, ?> suppressions = answer.map("suppressions");
    for (String kind : new String[] {"unused", "expired"}) {
      Object those = suppressions.get(kind);
      if (those instanceof List) {
        ((List<?>) those).forEach(each -> line("Suppression " + kind + ": " + each));
      }
    }
  }

  /** Names with their reasons, nothing when there are none. */
  AgentReport reasons(String heading, String field) {
    if (!answer.map(field).isEmpty()) {
      line(heading);
      answer.map(field).forEach((name, reason) -> line("  " + name + ": " + reason));
    }
    return this;
  }

  private void counts(String heading, String field) {
    if (!answer.map(field).isEmpty()) {
      line(heading);
      answer.map(field).forEach((name, count) -> line("  " + name + " " + count));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
