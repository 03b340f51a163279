package io.mapiaudit.output.metrics;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.NotificationMatch;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.EventHandler;
import io.mapiaudit.model.event.RunStarted;
import io.mapiaudit.output.Output;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts events, what the rules learn from them, and findings. Everything comes on the engine's
 * thread. What a call costs is a place in a table; a reading is made when it is first needed.
 */
public final class AuditMeters implements EventHandler, AuditObserver, Output {

  private static final String CALLS = "mapi.audit.calls";
  private static final String DURATION = "mapi.audit.call.duration";
  private static final String NOTIFICATIONS = "mapi.audit.notifications";
  private static final String FINDINGS = "mapi.audit.findings";
  private static final String SESSIONS = "mapi.audit.sessions.live";
  private static final String IDENTITIES = "mapi.audit.identities.live";

  private final Readings readings;
  private final Map<Kind, Map<Bridge, Map<Acting, Reading>>> calls = new EnumMap<>(Kind.class);
  private final Map<Kind, Reading> durations = new EnumMap<>(Kind.class);
  private final Map<NotificationMatch, Reading> notifications =
      new EnumMap<>(NotificationMatch.class);
  private final Map<Acting, Reading> sessions = new EnumMap<>(Acting.class);
  private final Reading identities;
  private final Map<String, Map<Severity, Reading>> findings = new HashMap<>();
  private final Set<String> suppressed = new HashSet<>();
  private Identity process;

  /**
   * Meters that have counted nothing yet.
   *
   * @param readings gets what they count
   * @param process whose identity the process has
   */
  public AuditMeters(Readings readings, Identity process) {
    this.readings = readings;
    this.process = process;
    for (NotificationMatch match : NotificationMatch.values()) {
      notifications.put(
          match,
          readings.counter(
              NOTIFICATIONS,
              null,
              "Notification callbacks by whom they ran as",
              "match",
              match.label()));
    }
    for (Acting acting : Acting.values()) {
      sessions.put(
          acting,
          readings.gauge(
              SESSIONS, null, "Live MAPI sessions by who logged on", "identity", acting.label()));
    }
    for (Kind kind : Kind.values()) {
      Map<Bridge, Map<Acting, Reading>> byBridge = new EnumMap<>(Bridge.class);
      for (Bridge bridge : Bridge.values()) {
        byBridge.put(bridge, new EnumMap<>(Acting.class));
      }
      calls.put(kind, byBridge);
    }
    identities = readings.gauge(IDENTITIES, null, "Distinct users with live MAPI sessions");
  }

  /** Makes the reading of a rule before it finds anything: a rise from nothing would go unseen. */
  public void expect(String rule, Severity severity) {
    found(rule, severity);
  }

  @Override
  public void on(RunStarted event) {
    process = event.run().processIdentity();
  }

  @Override
  public void on(CallEntered event) {
    EntryPoint entryPoint = event.entryPoint();
    Acting acting = Acting.of(event.identity(), process);
    Map<Acting, Reading> counts = calls.get(entryPoint.kind()).get(entryPoint.bridge());
    Reading count = counts.get(acting);
    if (count == null) {
      count = calls(entryPoint, acting);
      counts.put(acting, count);
    }
    count.increment();
  }

  private Reading calls(EntryPoint entryPoint, Acting acting) {
    return readings.counter(
        CALLS,
        null,
        "Calls of MAPI and impersonation entry points, and notification callbacks",
        "kind",
        entryPoint.kind().label(),
        "bridge",
        entryPoint.bridge().label(),
        "identity",
        acting.label());
  }

  @Override
  public void returned(Kind kind, long micros) {
    Reading duration = durations.get(kind);
    if (duration == null) {
      duration =
          readings.timer(
              DURATION, "Time from call to return, of notifications too", "kind", kind.label());
      durations.put(kind, duration);
    }
    duration.took(Math.max(0, micros) * 1_000);
  }

  @Override
  public void notified(NotificationMatch match) {
    notifications.get(match).increment();
  }

  @Override
  public void sessionOpened(Identity user, int users) {
    sessions.get(Acting.of(user, process)).add(1);
    identities.set(users);
  }

  @Override
  public void sessionClosed(Identity user, int users) {
    sessions.get(Acting.of(user, process)).add(-1);
    identities.set(users);
  }

  @Override
  public void raised(String fingerprint, String rule, Severity severity) {
    if (!suppressed.contains(fingerprint)) {
      found(rule, severity).increment();
    }
  }

  /** Learns which findings are suppressed; those are not counted. */
  @Override
  public void finding(Finding finding) {
    if (finding.suppressed() == null) {
      suppressed.remove(finding.fingerprint());
    } else {
      suppressed.add(finding.fingerprint());
    }
  }

  private Reading found(String rule, Severity severity) {
    return findings
        .computeIfAbsent(rule, r -> new EnumMap<>(Severity.class))
        .computeIfAbsent(
            severity,
            s ->
                readings.counter(
                    FINDINGS,
                    null,
                    "How often rules found something, suppressed findings left out",
                    "rule",
                    rule,
                    "severity",
                    s.label()));
  }

  /** Does nothing: the numbers stay as they are. */
  @Override
  public void close() {}
}
