package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.output.Output;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the numbers of sessions and findings for the samples. */
final class SampleCounts implements AuditObserver, Output {

  private static final String SUPPRESSED = "suppressed";

  private final Map<String, String> findings = new HashMap<>();
  private long sessions;
  private long identities;

  @Override
  public synchronized void sessionOpened(Identity user, int users) {
    sessions++;
    identities = users;
  }

  @Override
  public synchronized void sessionClosed(Identity user, int users) {
    sessions--;
    identities = users;
  }

  @Override
  public synchronized void finding(Finding finding) {
    findings.put(
        finding.fingerprint(),
        finding.suppressed() == null ? finding.severity().label() : SUPPRESSED);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /** Adds the fields as the samples have them. */
  synchronized void describe(Map<String, Object> numbers) {
    numbers.put("identities", identities);
    numbers.put("sessions", sessions);
    List<Severity> gravestFirst = Arrays.asList(Severity.values());
    Collections.reverse(gravestFirst);
    Map<String, Object> severities = new LinkedHashMap<>();
    for (Severity severity : gravestFirst) {
      severities.put(severity.label(), count(severity.label()));
    }
    numbers.put("findings", severities);
    numbers.put(SUPPRESSED, count(SUPPRESSED));
  }

  private long count(String state) {
    return findings.values().stream().filter(state::equals).count();
  }
}
