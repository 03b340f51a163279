package io.mapiaudit.output.html;

/** How much of what was gathered goes onto the page. */
final class Budget {

  private static final int MOST_STEPS = 8;

  private final int step;

  private Budget(int step) {
    this.step = step;
  }

  static Budget largest() {
    return new Budget(0);
  }

  /** Half of it. */
  Budget half() {
    return new Budget(step + 1);
  }

  boolean isSmallest() {
    return step >= MOST_STEPS;
  }

  /** Characters of findings shown with everything that is known of them. */
  int details() {
    return 4_500_000 >> step;
  }

  /** Findings shown in one line, besides those. */
  int lines() {
    return 12_000 >> step;
  }

  /** Lanes of all runs. */
  int lanes() {
    return Math.max(1, 1_500 >> step);
  }

  /** Marks and stretches on all lanes. */
  int marks() {
    return 70_000 >> step;
  }

  /** Sessions shown one by one. */
  int sessions() {
    return 4_000 >> step;
  }

  /** Hand-overs drawn. */
  int links() {
    return 6_000 >> step;
  }

  /** Samples of all runs' trends. */
  int samples() {
    return 4_000 >> step;
  }
}
