package io.mapiaudit.junit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells at the end of all tests what came up when those it belongs to were over. */
final class Leftovers implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  private final Auditor auditor;
  private final Settings settings;

  Leftovers(Auditor auditor, Settings settings) {
    this.auditor = auditor;
    this.settings = settings;
  }

  @Override
  public void close() {
    List<AuditFinding> bad = new ArrayList<>();
    for (AuditFinding finding : auditor.findings(null, new String[0], /* take= */ true, settings)) {
      if (finding.suppressed() == null && finding.rank() >= settings.failOn()) {
        bad.add(finding);
      }
    }
    if (!bad.isEmpty()) {
      AssertionError late = Failures.of(bad);
      // Not every launcher shows what is wrong with no test in particular.
      System.err.println("mapi-audit: found outside of tests, or after their end: " + late);
      throw late;
    }
  }
}
