package io.mapiaudit.output.webhook;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest state of every alert, and what of it is still to be sent. A later state takes the
 * place of an earlier one, so nothing queues up while the endpoint is away. Not for several
 * threads.
 */
final class LiveAlerts {

  /** One alert. */
  static final class Entry {
    private final Finding finding;
    private final boolean ended;

    private Entry(Finding finding, boolean ended) {
      this.finding = finding;
      this.ended = ended;
    }

    Finding finding() {
      return finding;
    }

    /** It is over: suppressed, or graver now, and the other severity is another alert. */
    boolean isEnded() {
      return ended;
    }
  }

  private final int capacity;
  private final Map<String, Finding> live = new LinkedHashMap<>();
  private final Map<Object, Entry> unsent = new LinkedHashMap<>();
  private long dropped;

  /**
   * No alerts yet.
   *
   * @param capacity how many there are at most; the oldest ones give way and are counted
   */
  LiveAlerts(int capacity) {
    this.capacity = capacity;
  }

  /** An alert is new or has changed. */
  void put(Finding finding) {
    Finding before = live.remove(key(finding));
    if (before != null && before.severity() != finding.severity()) {
      endOf(before);
    }
    live.put(key(finding), finding);
    unsent.put(Alert.labels(finding), new Entry(finding, false));
    if (live.size() > capacity) {
      dropped += unsent.remove(Alert.labels(removeOldest(live))) == null ? 0 : 1;
    }
    if (unsent.size() > 2 * capacity) {
      removeOldest(unsent);
      dropped++;
    }
  }

  /** An alert is over, if there was one. */
  void end(Finding finding) {
    Finding before = live.remove(key(finding));
    if (before != null) {
      endOf(before);
    }
  }

  private void endOf(Finding before) {
    unsent.put(Alert.labels(before), new Entry(before, true));
  }

  private static <T> T removeOldest(Map<?, T> entries) {
    Iterator<T> values = entries.values().iterator();
    T oldest = values.next();
    values.remove();
    return oldest;
  }

  /** The run is part of it: findings of runs that died come here as well. */
  private static String key(Finding finding) {
    String run = finding.run() == null ? "" : finding.run().host() + " " + finding.run().pid();
    return finding.fingerprint() + " " + run;
  }

  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** Has every alert sent again. */
  void renew() {
    for (Finding finding : live.values()) {
      unsent.putIfAbsent(Alert.labels(finding), new Entry(finding, false));
    }
  }

  /** Up to that many that are to be sent, the longest waiting first. */
  List<Entry> unsent(int most) {
    List<Entry> entries = new ArrayList<>(unsent.values());
    return entries.subList(0, Math.min(most, entries.size()));
  }

  /** These were sent; what has changed since stays to be sent. */
  void sent(List<Entry> entries) {
    unsent.values().removeAll(entries);
  }

  /** Alerts that gave way before they had been sent. */
  long dropped() {
    return dropped;
  }
}
