package io.mapiaudit.cli.report;

import io.mapiaudit.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is new, gone and still there, by fingerprint. */
public final class FindingDiff {

  private final List<KnownFinding> added = new ArrayList<>();
  private final List<KnownFinding> gone = new ArrayList<>();
  private final Map<KnownFinding, KnownFinding> still = new LinkedHashMap<>();

  public FindingDiff(FindingSet before, FindingSet after) {
    Map<String, KnownFinding> old = before.defects();
    for (KnownFinding finding : after.defects().values()) {
      KnownFinding earlier = old.remove(finding.key());
      if (earlier == null) {
        added.add(finding);
      } else {
        still.put(earlier, finding);
      }
    }
    gone.addAll(old.values());
  }

  /**
   * True when there is something to fail for now that there was not before: a new finding, or one
   * that became graver or lost its suppression.
   *
   * @param least severity to fail for; null: none
   */
  public boolean isWorse(Severity least) {
    return added.stream().anyMatch(finding -> finding.reaches(least))
        || still.entrySet().stream()
            .anyMatch(both -> both.getValue().reaches(least) && !both.getKey().reaches(least));
  }

  /** One line a finding, in three groups, and a line that counts them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    list(text, "New:", added);
    list(text, "Gone:", gone);
    if (!still.isEmpty()) {
      text.append("Still there:\n");
      still.forEach(
          (before, now) ->
              text.append("  ").append(now.headline()).append(change(before, now)).append('\n'));
    }
    return text.append(added.size())
        .append(" new, ")
        .append(gone.size())
        .append(" gone, ")
        .append(still.size())
        .append(" still there\n")
        .toString();
  }

  private static void list(StringBuilder text, String heading, Collection<KnownFinding> findings) {
    if (!findings.isEmpty()) {
      text.append(heading).append('\n');
      for (KnownFinding finding : findings) {
        text.append("  ").append(finding.headline());
        text.append(", ").append(times(finding.count())).append('\n');
      }
    }
  }

  private static String change(KnownFinding before, KnownFinding now) {
    String times =
        before.count() == now.count()
            ? ", " + times(now.count()) + " as before"
            : ", " + times(now.count()) + " instead of " + before.count();
    String severity =
        before.severity() == now.severity() ? "" : ", was " + before.severity().label();
    String suppressed =
        before.suppressed() == now.suppressed()
            ? ""
            : before.suppressed() ? ", was suppressed" : ", was not suppressed";
    return times + severity + suppressed;
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  /** For JSON. */
  public Map<String, Object> fields() {
    List<Object> kept = new ArrayList<>();
    still.forEach(
        (before, now) -> {
          Map<String, Object> fields = now.fields();
          fields.put("countBefore", before.count());
          fields.put("severityBefore", before.severity().label());
          fields.put("suppressedBefore", before.suppressed());
          kept.add(fields);
        });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schema", 1);
    fields.put("new", list(added));
    fields.put("gone", list(gone));
    fields.put("still", kept);
    return fields;
  }

  private static List<Object> list(Collection<KnownFinding> findings) {
    List<Object> list = new ArrayList<>();
    findings.forEach(finding -> list.add(finding.fields()));
    return list;
  }
}
