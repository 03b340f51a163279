package io.mapiaudit.runtime;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.List;

/** A finding as it came up in one test, or in several of which one is to blame. */
final class Occurrence {

  /** By what it was attributed. */
  enum By {
    /** The thread it is about works for the test. */
    THREAD,
    /** The session it is about was opened for the test. */
    SESSION,
    /** The tests were running; nothing tells which it was. */
    TIME,
    /** No test was running. */
    NOTHING
  }

  private final List<AuditedTest> tests;
  private final List<AuditedTest> untold;
  private final By by;
  private Finding finding;
  private int variant;
  private long count;

  Occurrence(List<AuditedTest> tests, By by) {
    this.tests = tests;
    this.untold = new ArrayList<>(tests);
    this.by = by;
  }

  /** Counts it once more. */
  void again(Finding fresh, int newVariant) {
    count++;
    if (finding == null || newVariant > variant) {
      finding = fresh;
      variant = newVariant;
    }
  }

  Finding finding() {
    return finding.toBuilder().count(count).build();
  }

  List<AuditedTest> tests() {
    return tests;
  }

  By by() {
    return by;
  }

  boolean isOf(String fingerprint, List<AuditedTest> otherTests) {
    return finding.fingerprint().equals(fingerprint) && untold.equals(otherTests);
  }

  /** True when this test, or one in it, has not been told; null for all tests. */
  boolean concerns(String id) {
    return id == null || untold.stream().anyMatch(test -> test.isWithin(id));
  }

  /**
   * Takes note that the test and those in it have been told.
   *
   * @return true when nobody is left to tell
   */
  boolean told(String id) {
    untold.removeIf(test -> id == null || test.isWithin(id));
    return untold.isEmpty();
  }
}
