package io.mapiaudit.output.jmx;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest state of the findings that changed last. */
final class RecentFindings {

  static final int LIMIT = 100;

  private final Map<String, Finding> latest = new LinkedHashMap<>();

  synchronized void add(Finding finding) {
    latest.remove(finding.fingerprint());
    latest.put(finding.fingerprint(), finding);
    if (latest.size() > LIMIT) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  /** The newest first. */
  synchronized RecentFinding[] newestFirst() {
    List<Finding> findings = new ArrayList<>(latest.values());
    Collections.reverse(findings);
    return findings.stream().map(RecentFinding::new).toArray(RecentFinding[]::new);
  }
}
