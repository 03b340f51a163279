package io.mapiaudit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Marks the findings that are suppressed, and keeps count of which suppressions did so. What is
 * expired is decided by the time a finding was last seen, so that a replay comes to the same result
 * on any later day. Safe for use by several threads.
 */
public final class Suppressions implements UnaryOperator<Finding> {

  /** Suppresses nothing. */
  public static final Suppressions NONE = new Suppressions(Collections.emptyList());

  private final List<Suppression> all;
  private final Set<Suppression> used = new HashSet<>();
  private final Set<Suppression> missed = new HashSet<>();
  private long latestMicros;

  public Suppressions(List<Suppression> all) {
    this.all = Collections.unmodifiableList(new ArrayList<>(all));
  }

  /** How many there are. */
  public int size() {
    return all.size();
  }

  /** The finding, marked when one applies to it. */
  @Override
  public Finding apply(Finding finding) {
    if (all.isEmpty()) {
      return finding;
    }
    List<Suppression> matching =
        all.stream()
            .filter(suppression -> suppression.matches(finding))
            .collect(Collectors.toList());
    synchronized (this) {
      latestMicros = Math.max(latestMicros, finding.lastSeenMicros());
      for (Suppression suppression : matching) {
        if (!suppression.isExpiredAt(finding.lastSeenMicros())) {
          used.add(suppression);
          return finding.toBuilder().suppressed(suppression.note()).build();
        }
        missed.add(suppression);
      }
    }
    return finding;
  }

  /**
   * Those that applied to nothing so far and are not expired, in the order of their file.
   *
   * @param nowMicros 0 for the time of the latest finding
   */
  public synchronized List<Suppression> unused(long nowMicros) {
    long now = Math.max(nowMicros, latestMicros);
    return those(s -> !used.contains(s) && !missed.contains(s) && !s.isExpiredAt(now));
  }

  /**
   * Those that are expired, in the order of their file.
   *
   * @param nowMicros 0 for the time of the latest finding
   */
  public synchronized List<Suppression> expired(long nowMicros) {
    long now = Math.max(nowMicros, latestMicros);
    return those(suppression -> suppression.isExpiredAt(now));
  }

  /** Those that were about a finding and had expired by then, in the order of their file. */
  public synchronized List<Suppression> missed() {
    return those(missed::contains);
  }

  private List<Suppression> those(Predicate<Suppression> wanted) {
    return all.stream().filter(wanted).collect(Collectors.toList());
  }
}
