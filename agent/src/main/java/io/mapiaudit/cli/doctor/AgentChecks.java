package io.mapiaudit.cli.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** How the agent is that audits a process already, by its own answer to {@code status}. */
public final class AgentChecks {

  private final Map<String, Object> status;
  private final List<Check> checks = new ArrayList<>();

  private AgentChecks(Map<String, Object> status) {
    this.status = status;
  }

  /**
   * All of them.
   *
   * @param status as {@code status --json} prints it
   */
  public static List<Check> run(Map<String, Object> status) {
    return new AgentChecks(status).checks();
  }

  private List<Check> checks() {
    checks.add(
        Check.ok(
            "agent",
            "mapi-audit "
                + status.get("version")
                + " audits it; its self-test has passed; "
                + status.get("folder")));
    recording();
    checks.add(Check.ok("hooked", list("hooked").size() + " classes; status names them"));
    List<?> bridges = list("bridges");
    if (!bridges.isEmpty()) {
      StringBuilder text = new StringBuilder();
      bridges.forEach(bridge -> text.append(text.length() == 0 ? "" : ", ").append(bridge));
      checks.add(Check.ok("bridges", "hooked: " + text));
    }
    map("problems")
        .forEach(
            (type, reason) ->
                checks.add(
                    Check.warn(
                        "not hooked",
                        type + ": " + reason,
                        "what goes through this class is not seen; please report it with the"
                            + " versions of Java and of the library")));
    entries("unseen", "out of sight", "what", "reason", "cure");
    entries("neverSeen", "never seen", "what", "reason", "cure");
    sweep();
    transport();
    environment();
    suppressed();
    return checks;
  }

  private void recording() {
    Map<?, ?> recording = map("recording");
    if (Boolean.FALSE.equals(recording.get("on"))) {
      checks.add(
          Check.warn(
              "recording",
              "it is off (" + recording.get("by") + "): nothing is audited",
              "switch it on through JMX, or restart the program with recording = on"));
    }
  }

  private void sweep() {
    Map<?, ?> sweep = map("sweep");
    if (Boolean.FALSE.equals(sweep.get("on"))) {
      checks.add(Check.note(SweepChecks.NAME, SweepChecks.NOT_LOOKED_AT + sweep.get("reason")));
    } else if (!sweep.isEmpty()) {
      checks.add(
          Check.ok(
              SweepChecks.NAME,
              sweep.get("nativeThreads")
                  + " of "
                  + sweep.get("threads")
                  + " threads; the last look took "
                  + sweep.get("lastMicros")
                  + " microseconds"));
    }
    Object unreadable = sweep.get("unreadable");
    if (unreadable instanceof Number && ((Number) unreadable).longValue() > 0) {
      checks.add(
          Check.warn(
              SweepChecks.NAME,
              "the tokens of " + unreadable + " threads could not be read in the last look",
              "nothing, when it does not stay so: threads end at any time; else see whether"
                  + " security software keeps the process from OpenThread"));
    }
  }

  private void transport() {
    Object origin = status.get("transportOrigin");
    if (origin == null) {
      return;
    }
    checks.add(
        "".equals(origin)
            ? Check.note(
                RegistryChecks.TRANSPORT,
                "not known so far: neither configuration, MapiHttpDisabled nor loaded modules tell;"
                    + " findings tell the consequences of both. The key transport says which it is")
            : Check.ok(RegistryChecks.TRANSPORT, status.get("transport") + ": " + origin));
  }

  /** What the agent has seen of the machine from inside the process. */
  private void environment() {
    Map<?, ?> environment = map("environment");
    if (environment.isEmpty()) {
      return;
    }
    checks.add(
        Check.note(
            "process",
            environment.get("elevation")
                + "; HKCU is the hive of "
                + environment.get("currentUserHive")));
    each(
        environment.get("users"),
        (sid, user) ->
            checks.add(
                Check.note(
                    "user",
                    sid
                        + ": Windows session "
                        + ((Map<?, ?>) user).get("windowsSession")
                        + ", MapiHttpDisabled "
                        + ((Map<?, ?>) user).get("mapiHttpDisabled"))));
    each(
        environment.get("modules"),
        (file, version) -> checks.add(Check.note(file.toString(), "loaded, version " + version)));
  }

  private static void each(Object map, BiConsumer<Object, Object> action) {
    if (map instanceof Map) {
      ((Map<?, ?>) map).forEach(action);
    }
  }

  private void entries(String field, String name, String what, String reason, String cure) {
    for (Object element : list(field)) {
      Map<?, ?> entry = (Map<?, ?>) element;
      checks.add(
          Check.warn(
              name, entry.get(what) + ": " + entry.get(reason), String.valueOf(entry.get(cure))));
    }
  }

  private void suppressed() {
    List<?> errors = list("suppressedErrors");
    if (errors.isEmpty()) {
      checks.add(Check.ok("errors", "none was kept from the application"));
    }
    for (Object element : errors) {
      Map<?, ?> error = (Map<?, ?>) element;
      checks.add(
          Check.warn(
              "errors",
              error.get("count") + " x " + error.get("error") + " at " + error.get("at"),
              "the application was not harmed; please report it with agent.log"));
    }
  }

  private List<?> list(String name) {
    Object value = status.get(name);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }

  private Map<?, ?> map(String name) {
    Object value = status.get(name);
    return value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap();
  }
}
