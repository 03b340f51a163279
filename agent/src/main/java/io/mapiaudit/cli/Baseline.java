package io.mapiaudit.cli;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Suppression;
import io.mapiaudit.rules.CallSite;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Findings as the text of a file of suppressions, an entry each, in a fixed order. */
final class Baseline {

  private static final int MAX_COMMENT = 300;

  private final String reason;
  private final String owner;
  private final LocalDate expiry;
  private final boolean byMethod;
  private final Map<String, Finding> byName = new TreeMap<>();

  /**
   * An empty baseline.
   *
   * @param expiry the last day on which the entries apply
   * @param byMethod binds entries to methods and not to whole stacks
   */
  Baseline(String reason, String owner, LocalDate expiry, boolean byMethod) {
    this.reason = reason;
    this.owner = owner;
    this.expiry = expiry;
    this.byMethod = byMethod;
  }

  /** Takes the latest state of a finding; one that is suppressed needs no entry. */
  void add(Finding finding) {
    if (finding.suppressed() == null) {
      byName.put(name(finding), finding);
    }
  }

  int size() {
    return byName.size();
  }

  String text() {
    StringBuilder text = new StringBuilder(4096);
    text.append("# Findings that were known when this was written; new ones count.\n")
        .append("# rule:pattern | reason | owner | last day\n");
    byName.forEach(
        (name, finding) ->
            text.append('\n')
                .append(comment(finding))
                .append(name)
                .append(" | ")
                .append(reason)
                .append(" | ")
                .append(owner)
                .append(" | ")
                .append(expiry)
                .append('\n'));
    return text.toString();
  }

  private String name(Finding finding) {
    String pattern =
        byMethod ? CallSite.of(finding) : Suppression.FINGERPRINT + finding.fingerprint();
    return finding.rule() + ":" + pattern;
  }

  private static String comment(Finding finding) {
    String text =
        finding.severity().label() + ", " + CallSite.of(finding) + ": " + finding.message();
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return "# "
        + (line.length() > MAX_COMMENT ? line.substring(0, MAX_COMMENT) + " ..." : line)
        + '\n';
  }
}
