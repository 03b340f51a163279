package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;

import io.mapiaudit.model.DefectiveMapi;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** The process has loaded a build of MAPI that a source names as defective. */
public final class KnownDefectiveMapi implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "known-defective-mapi",
          Severity.MEDIUM,
          "The loaded MAPI is a build that the sources name as defective",
          "Install a build with the fix where there is one; the message names it. Where there is"
              + " none, let one service account do all MAPI work of a process.",
          "001",
          "003");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.environmentObserved(this::observed);
  }

  private void observed(Audit audit) {
    String key = audit.latestFact();
    if (!key.startsWith(MODULE_VERSION)) {
      return;
    }
    String module = key.substring(MODULE_VERSION.length());
    String version = audit.environment(key);
    if (!version.matches("\\d{1,5}(\\.\\d{1,5}){0,3}")) {
      return;
    }
    List<DefectiveMapi.Defect> defects = defects(module, version);
    if (!defects.isEmpty()) {
      audit.raise(
          this,
          Stack.of(Collections.singletonList(module)),
          null,
          0,
          () -> draft(module, version, defects, audit));
    }
  }

  private static List<DefectiveMapi.Defect> defects(String module, String version) {
    try {
      return DefectiveMapi.of(module, version);
    } catch (IllegalArgumentException noVersion) {
      return Collections.emptyList();
    }
  }

  private Finding.Builder draft(
      String module, String version, List<DefectiveMapi.Defect> defects, Audit audit) {
    StringJoiner told = new StringJoiner(". ");
    for (DefectiveMapi.Defect defect : defects) {
      String what = defect.what();
      told.add(
          what.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
              + what.substring(1)
              + " (source "
              + defect.source()
              + "); "
              + defect.fix());
    }
    return audit
        .draft(this)
        .stack(Stack.of(Collections.singletonList(module)))
        .message(
            "Certain: the process has loaded "
                + module
                + " of version "
                + version
                + ", which the sources name as defective. "
                + told
                + ".");
  }
}
