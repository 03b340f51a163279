package io.mapiaudit.demo.runner;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What the agent should find in one scenario. Immutable. */
final class Expectation {

  /** Nothing at all, not even something minor. */
  static final Expectation CLEAN = new Expectation(none(), none(), none(), none(), true, "");

  private final Set<String> required;
  private final Set<String> inReplay;
  private final Set<String> tolerated;
  private final Set<String> forbidden;
  private final boolean clean;
  private final String note;

  private Expectation(
      Set<String> required,
      Set<String> inReplay,
      Set<String> tolerated,
      Set<String> forbidden,
      boolean clean,
      String note) {
    this.required = required;
    this.inReplay = inReplay;
    this.tolerated = tolerated;
    this.forbidden = forbidden;
    this.clean = clean;
    this.note = note;
  }

  /** These rules, and nothing else above medium. */
  static Expectation of(String... required) {
    return new Expectation(set(required), none(), none(), none(), false, "");
  }

  /** Rules that only show when the journals of all processes are replayed together. */
  Expectation inReplay(String... rules) {
    return new Expectation(required, set(rules), tolerated, forbidden, clean, note);
  }

  /** Rules that may appear, at any severity, but need not. */
  Expectation tolerating(String... rules) {
    return new Expectation(required, inReplay, set(rules), forbidden, clean, note);
  }

  /** Rules that must not appear, at any severity. */
  Expectation without(String... rules) {
    return new Expectation(required, inReplay, tolerated, set(rules), clean, note);
  }

  /** Says beside the verdict why something is not expected. */
  Expectation noting(String text) {
    return new Expectation(required, inReplay, tolerated, forbidden, clean, text);
  }

  /** What {@link #noting} said, else "". */
  String note() {
    return note;
  }

  Set<String> required() {
    return required;
  }

  Set<String> inReplay() {
    return inReplay;
  }

  /** True when a finding of that rule and severity contradicts the expectation. */
  boolean excludes(String rule, Severity severity) {
    if (clean || forbidden.contains(rule)) {
      return true;
    }
    return severity.isAbove(Severity.MEDIUM)
        && !required.contains(rule)
        && !tolerated.contains(rule);
  }

  private static Set<String> none() {
    return Collections.emptySet();
  }

  private static Set<String> set(String... rules) {
    return Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(rules)));
  }
}
