package io.mapiaudit.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The agent stays out; says why. */
final class NotStarted extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why, for programs. */
  enum Outcome {
    DISABLED,
    CONFIGURATION,
    FAILED;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Outcome outcome;
  private final ArrayList<String> problems;

  NotStarted(Outcome outcome, List<String> problems) {
    super(String.join("; ", problems));
    this.outcome = outcome;
    this.problems = new ArrayList<>(problems);
  }

  Outcome outcome() {
    return outcome;
  }

  List<String> problems() {
    return Collections.unmodifiableList(problems);
  }
}
