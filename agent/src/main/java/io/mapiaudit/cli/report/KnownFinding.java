package io.mapiaudit.cli.report;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.output.OwnFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is compared of a finding, from wherever it is known: all its processes together. */
public final class KnownFinding {

  private final String rule;
  private final String fingerprint;
  private final Severity severity;
  private final long count;
  private final String place;
  private final String message;
  private final boolean suppressed;

  private KnownFinding(
      String rule,
      String fingerprint,
      Severity severity,
      long count,
      String place,
      String message,
      boolean suppressed) {
    this.rule = rule;
    this.fingerprint = fingerprint;
    this.severity = severity;
    this.count = count;
    this.place = place;
    this.message = message;
    this.suppressed = suppressed;
  }

  static KnownFinding of(Finding finding) {
    Stack stack = finding.stack().isEmpty() ? finding.logonStack() : finding.stack();
    return new KnownFinding(
        finding.rule(),
        finding.fingerprint(),
        finding.severity(),
        finding.count(),
        OwnFrame.of(stack.frames()),
        finding.message(),
        finding.suppressed() != null);
  }

  /**
   * A finding as {@code findings.jsonl} and JSON reports have it.
   *
   * @throws IllegalArgumentException when it is none of schema 1
   */
  static KnownFinding of(Map<?, ?> fields) {
    Object count = fields.get("count");
    if (!Long.valueOf(1).equals(fields.get("schema"))
        || !(fields.get("rule") instanceof String)
        || !(fields.get("fingerprint") instanceof String)
        || !(count instanceof Long)) {
      throw new IllegalArgumentException("no finding of schema 1");
    }
    Object stack = fields.get("stack");
    if (!(stack instanceof List) || ((List<?>) stack).isEmpty()) {
      stack = fields.get("logonStack");
    }
    return new KnownFinding(
        (String) fields.get("rule"),
        (String) fields.get("fingerprint"),
        Severity.ofLabel(String.valueOf(fields.get("severity"))),
        (Long) count,
        stack instanceof List ? OwnFrame.of((List<?>) stack) : "",
        String.valueOf(fields.get("message")),
        fields.get("suppressed") != null);
  }

  /** The same defect in two processes: the counts of both, and the graver state. */
  KnownFinding and(KnownFinding other) {
    return new KnownFinding(
        rule,
        fingerprint,
        severity.compareTo(other.severity) >= 0 ? severity : other.severity,
        count + other.count,
        place,
        message,
        suppressed && other.suppressed);
  }

  /** Tells defects apart; the same in every run. */
  String key() {
    return rule + " " + fingerprint;
  }

  public Severity severity() {
    return severity;
  }

  public long count() {
    return count;
  }

  public boolean suppressed() {
    return suppressed;
  }

  /** True when it is not suppressed and severe enough. */
  public boolean reaches(Severity least) {
    return least != null && !suppressed && severity.compareTo(least) >= 0;
  }

  /** Severity, rule and place in one line. */
  public String headline() {
    return severity.label().toUpperCase(Locale.ROOT)
        + " "
        + rule
        + (place.isEmpty() ? "" : " at " + place)
        + (suppressed ? " (suppressed)" : "");
  }

  /** For JSON. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", rule);
    fields.put("severity", severity.label());
    fields.put("fingerprint", fingerprint);
    fields.put("count", count);
    fields.put("place", place);
    fields.put("message", message);
    fields.put("suppressed", suppressed);
    return fields;
  }
}
