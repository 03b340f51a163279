package io.mapiaudit.output.jmx;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.output.UtcTime;

/** A finding as JMX shows it: texts and a number. */
public final class RecentFinding {

  private final Finding finding;

  RecentFinding(Finding finding) {
    this.finding = finding;
  }

  public String getRule() {
    return finding.rule();
  }

  public String getSeverity() {
    return finding.severity().label();
  }

  public String getFingerprint() {
    return finding.fingerprint();
  }

  public long getCount() {
    return finding.count();
  }

  /** ISO-8601, UTC. */
  public String getFirstSeen() {
    return UtcTime.format(finding.firstSeenMicros());
  }

  public String getLastSeen() {
    return UtcTime.format(finding.lastSeenMicros());
  }

  public String getMessage() {
    return finding.message();
  }

  /** Account and SID, empty when there is none. */
  public String getExpected() {
    return text(finding.expected());
  }

  public String getActual() {
    return text(finding.actual());
  }

  public String getThread() {
    return finding.thread() == null ? "" : finding.thread().name();
  }

  /** One frame a line. */
  public String getStack() {
    return finding.stack().toString();
  }

  /** Why it is suppressed, empty when it is not. */
  public String getSuppressed() {
    return finding.suppressed() == null ? "" : finding.suppressed();
  }

  private static String text(NamedIdentity identity) {
    return identity == null ? "" : identity.toString();
  }
}
