package io.mapiaudit.model;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Says that findings of a rule at a place in the code are known and accepted: why, by whom, and
 * until when. The place is a pattern for {@code class.method}, in which {@code *} stands for any
 * characters, dots too; it has to fit one frame of the finding's stack as a whole. A pattern that
 * begins with {@code @} is a fingerprint: the rule with all its frames.
 */
public final class Suppression {

  /** How a pattern begins that is a fingerprint. */
  public static final char FINGERPRINT = '@';

  private static final long MICROS = 1_000_000;

  private final String rule;
  private final String pattern;
  private final String reason;
  private final String owner;
  private final LocalDate expiry;
  private final String place;

  /**
   * A suppression.
   *
   * @param expiry the last day, in UTC, on which it applies
   * @param place where it is written, {@code file:line}
   */
  public Suppression(
      String rule, String pattern, String reason, String owner, LocalDate expiry, String place) {
    this.rule = Objects.requireNonNull(rule, "rule");
    this.pattern = Objects.requireNonNull(pattern, "pattern");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.owner = Objects.requireNonNull(owner, "owner");
    this.expiry = Objects.requireNonNull(expiry, "expiry");
    this.place = Objects.requireNonNull(place, "place");
  }

  /** {@code rule:pattern}. */
  public String name() {
    return rule + ":" + pattern;
  }

  /** What a finding that it suppresses carries. */
  public String note() {
    return reason + " (" + owner + ", until " + expiry + ")";
  }

  public LocalDate expiry() {
    return expiry;
  }

  /** Where it is written, {@code file:line}. */
  public String place() {
    return place;
  }

  /** The line for people: name, owner, expiry and place. */
  public String describe() {
    return name() + " (" + owner + ", until " + expiry + ", " + place + ")";
  }

  /** True after the last day. */
  public boolean isExpiredAt(long micros) {
    return micros >= expiry.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * MICROS;
  }

  /** True when it is about this finding, expired or not. */
  public boolean matches(Finding finding) {
    if (!rule.equals(finding.rule())) {
      return false;
    }
    if (pattern.charAt(0) == FINGERPRINT) {
      return pattern.substring(1).equals(finding.fingerprint());
    }
    for (String frame : finding.stack().frames()) {
      if (fits(pattern, method(frame))) {
        return true;
      }
    }
    // What has no place in the program has the entry point's name, or nothing that could differ.
    Finding.Operation operation = finding.operation();
    return finding.stack().isEmpty()
        && fits(pattern, operation == null ? "" : operation.entryPoint().displayName());
  }

  /** {@code class.method} of a frame, without its module or loader. */
  public static String method(String frame) {
    int parenthesis = frame.indexOf('(');
    String name = parenthesis < 0 ? frame : frame.substring(0, parenthesis);
    int dot = name.lastIndexOf('.');
    // A hidden class has a slash in its name, behind the module's: module/Some$$Lambda/0x1f.run
    int hidden = name.lastIndexOf("/0x", dot < 0 ? name.length() : dot);
    String kept =
        hidden < 0 ? name : name.substring(0, hidden) + name.substring(Math.max(dot, hidden));
    return kept.substring(kept.lastIndexOf('/') + 1);
  }

  /** In time proportional to the product of the lengths, whatever the pattern. */
  static boolean fits(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starText = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starText = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
