package io.mapiaudit.runtime;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.EventHandler;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what {@code status} tells. Fed by the engine, asked by other threads. */
final class Counters implements EventHandler {

  /** Entry points told apart; those beyond are counted by kind only. */
  private static final int MAX_ENTRY_POINTS = 10_000;

  private final Map<String, Long> calls = new TreeMap<>();
  private final Map<EntryPoint, Long> entryPoints = new HashMap<>();
  private final Map<String, Set<String>> findings = new TreeMap<>();
  private final Map<String, Set<String>> suppressed = new TreeMap<>();

  @Override
  public synchronized void on(CallEntered event) {
    calls.merge(event.entryPoint().kind().label(), 1L, Long::sum);
    if (entryPoints.size() < MAX_ENTRY_POINTS || entryPoints.containsKey(event.entryPoint())) {
      entryPoints.merge(event.entryPoint(), 1L, Long::sum);
    }
  }

  /** A finding was raised, or has changed. */
  synchronized void finding(Finding finding) {
    (finding.suppressed() == null ? findings : suppressed)
        .computeIfAbsent(finding.rule(), rule -> new LinkedHashSet<>())
        .add(finding.fingerprint());
  }

  /** Calls of entry points by kind. */
  synchronized Map<String, Long> calls() {
    return new TreeMap<>(calls);
  }

  /** Calls by entry point. */
  synchronized Map<EntryPoint, Long> entryPoints() {
    return new HashMap<>(entryPoints);
  }

  /** Distinct findings by rule, without suppressed ones. */
  synchronized Map<String, Long> findings() {
    return counts(findings);
  }

  /** Distinct suppressed findings by rule. */
  synchronized Map<String, Long> suppressedFindings() {
    return counts(suppressed);
  }

  private static Map<String, Long> counts(Map<String, Set<String>> findings) {
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach((rule, fingerprints) -> counts.put(rule, (long) fingerprints.size()));
    return counts;
  }
}
