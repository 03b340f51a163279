package io.mapiaudit.benchmarks.calls;

import io.mapiaudit.benchmarks.table.Row;
import io.mapiaudit.benchmarks.table.RowFile;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the audit adds to a call, as rows: compared with the token sequence by hand, which in one
 * case is opening a token that is not there, in the other opening, asking and closing.
 */
final class AuditedRows {

  private static final double BOUND = 1.25;

  private final RowFile rows;
  private final boolean impersonating;
  private final double bare;

  /**
   * Rows.
   *
   * @param bare nanoseconds of the sequence by hand, by proxies that take pointers and numbers
   */
  AuditedRows(RowFile rows, boolean impersonating, double bare) {
    this.rows = rows;
    this.impersonating = impersonating;
    this.bare = bare;
  }

  private String state() {
    return impersonating ? "impersonating" : "no token";
  }

  private String sequence() {
    return impersonating ? "open + statistics + close" : "open";
  }

  /** The sequence in the ways there are. */
  void byHand(double typed, double direct, OptionalDouble c) {
    rows.add(hand("bare JNA, pointers and numbers only", bare));
    rows.add(hand("JNA with jna-platform's types", typed));
    rows.add(hand("JNA, mapped directly", direct));
    rows.add(
        c.isPresent()
            ? hand("C", c.getAsDouble())
            : Row.of(name("C")).notMeasured("there is no C compiler here"));
  }

  private Row hand(String how, double nanos) {
    return Row.of(name(how)).measured(nanos, "ns").ratio(nanos / bare);
  }

  private String name(String how) {
    return "token by hand, " + state() + " (" + sequence() + "): " + how;
  }

  /** A call with and without the agent, measured by turns with the sequence by hand. */
  void call(String what, Forks.Pair pair) {
    added(
        what,
        pair.added(),
        pair.yardstick,
        String.format(
            Locale.ROOT,
            "%.0f ns without the agent, %.0f with; by hand, by the same turns, %.0f",
            pair.without,
            pair.with,
            pair.yardstick));
    allocated(what, pair.addedBytes);
  }

  /** What the agent allocates on the calling thread for a call. */
  private void allocated(String what, double bytes) {
    rows.add(
        Row.of("audited " + what + ", " + state() + ": allocated by the audit")
            .measured(bytes, "bytes"));
  }

  /** What the audit adds. */
  private void added(String what, double nanos, double byHand, String detail) {
    double ratio = nanos / byHand;
    if (nanos <= 0) {
      rows.add(
          Row.of("audited " + what + ", " + state() + ": added by the audit")
              .notMeasured(
                  "faster with the agent than without: the machine is too busy; " + detail));
      return;
    }
    rows.add(
        Row.of("audited " + what + ", " + state() + ": added by the audit")
            .measured(nanos, "ns")
            .ratio(ratio)
            .target("≤ 1.25 × bare JNA " + sequence())
            .met(ratio <= BOUND)
            .detail("%s", detail));
  }
}
