package io.mapiaudit.output.html;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings, one for each rule and place in the code. */
final class FindingGroups {

  private static final Comparator<FindingGroup> WORST_FIRST =
      Comparator.comparing(FindingGroup::isSuppressed)
          .thenComparing(Comparator.comparing(FindingGroup::severity).reversed())
          .thenComparing(Comparator.comparingLong(FindingGroup::count).reversed())
          .thenComparingInt(FindingGroup::number);

  private final Map<String, FindingGroup> groups = new LinkedHashMap<>();

  /** Takes the state of a finding; true when this run had none at its place before. */
  boolean put(RunRecord run, Finding finding) {
    FindingGroup group =
        groups.computeIfAbsent(key(finding), key -> new FindingGroup(groups.size()));
    boolean isNew = !group.has(run);
    group.put(run, finding);
    return isNew;
  }

  private static String key(Finding finding) {
    return finding.rule() + ' ' + finding.fingerprint();
  }

  /** The number of a place that was found before, -1 when it is not known. */
  int number(String rule, String fingerprint) {
    FindingGroup group = groups.get(rule + ' ' + fingerprint);
    return group == null ? -1 : group.number();
  }

  int number(Finding finding) {
    return number(finding.rule(), finding.fingerprint());
  }

  /** All, the gravest and most frequent first, suppressed ones last. */
  List<FindingGroup> sorted() {
    List<FindingGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(WORST_FIRST);
    return sorted;
  }

  /** How many there are of each severity, without suppressed ones. */
  Map<Severity, Integer> bySeverity() {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    for (FindingGroup group : groups.values()) {
      if (!group.isSuppressed()) {
        counts.merge(group.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  int suppressed() {
    return (int) groups.values().stream().filter(FindingGroup::isSuppressed).count();
  }

  int size() {
    return groups.size();
  }
}
