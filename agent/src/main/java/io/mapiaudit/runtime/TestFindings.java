package io.mapiaudit.runtime;

import io.mapiaudit.model.AuditObserver;
import io.mapiaudit.model.Finding;
import io.mapiaudit.model.SessionInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps every finding for the tests it is attributed to: by the thread it is about, else by the
 * session, else to the tests that are running. For the engine's thread.
 */
final class TestFindings implements AuditObserver {

  private static final int LIMIT = 10_000;
  private static final int MAX_SESSIONS = 100_000;

  private final TestLineage lineage;
  private final UnaryOperator<Finding> suppressions;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Map<String, AuditedTest> sessions = new LinkedHashMap<>();
  private boolean on;
  private long lost;

  TestFindings(TestLineage lineage, UnaryOperator<Finding> suppressions) {
    this.lineage = lineage;
    this.suppressions = suppressions;
  }

  /** There are tests: from now on findings are kept. */
  void begin() {
    on = true;
  }

  /** Findings that there was no room for. */
  long lost() {
    return lost;
  }

  @Override
  public void sessionBegan(SessionInfo session) {
    if (on && lineage.current() != null && sessions.size() < MAX_SESSIONS) {
      sessions.put(Long.toString(session.number()), lineage.current());
    }
  }

  @Override
  public void occurred(int variant, Supplier<Finding> fresh) {
    if (on) {
      Finding finding = suppressions.apply(fresh.get());
      Occurrence occurrence = occurrence(finding);
      if (occurrence == null) {
        lost++;
      } else {
        occurrence.again(finding, variant);
      }
    }
  }

  private Occurrence occurrence(Finding finding) {
    Occurrence attributed = attribute(finding);
    for (Occurrence known : occurrences) {
      if (known.isOf(finding.fingerprint(), attributed.tests())) {
        return known;
      }
    }
    if (occurrences.size() >= LIMIT) {
      return null;
    }
    occurrences.add(attributed);
    return attributed;
  }

  private Occurrence attribute(Finding finding) {
    Occurrence.By by = Occurrence.By.THREAD;
    AuditedTest test = finding.thread() == null ? null : lineage.of(finding.thread());
    if (test == null && finding.session() != null) {
      by = Occurrence.By.SESSION;
      test = sessions.get(finding.session().id());
    }
    if (test != null && test.isTest()) {
      return new Occurrence(Collections.singletonList(test), by);
    }
    // What a class has set up is at work for those of its tests that run.
    List<AuditedTest> running = lineage.running(test);
    if (running.isEmpty()) {
      return test == null
          ? new Occurrence(Collections.emptyList(), Occurrence.By.NOTHING)
          : new Occurrence(Collections.singletonList(test), by);
    }
    return new Occurrence(running, Occurrence.By.TIME);
  }

  /** Those that concern a test and what is in it; null for all. */
  List<Occurrence> of(String id) {
    List<Occurrence> found = new ArrayList<>();
    for (Occurrence occurrence : occurrences) {
      if (occurrence.concerns(id)) {
        found.add(occurrence);
      }
    }
    return found;
  }

  /** Takes note that they have been told. */
  void told(String id) {
    Iterator<Occurrence> all = occurrences.iterator();
    while (all.hasNext()) {
      Occurrence occurrence = all.next();
      if (occurrence.concerns(id) && occurrence.told(id)) {
        all.remove();
      }
    }
  }
}
