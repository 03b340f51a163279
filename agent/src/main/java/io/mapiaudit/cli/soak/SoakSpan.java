package io.mapiaudit.cli.soak;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads spans of time as people write them: {@code 8h}, {@code 90 s}, {@code 1h30m}. */
public final class SoakSpan {

  private static final Pattern PART = Pattern.compile("(\\d{1,6}) ?([smhd]) ?");

  private SoakSpan() {}

  /**
   * The span.
   *
   * @throws IllegalArgumentException when it is none, or shorter than a second
   */
  public static Duration parse(String text) {
    Duration span = Duration.ZERO;
    Matcher part = PART.matcher(text.trim());
    int at = 0;
    while (part.find() && part.start() == at) {
      long number = Long.parseLong(part.group(1));
      span = span.plus(unit(part.group(2)).multipliedBy(number));
      at = part.end();
    }
    if (at != text.trim().length() || span.isZero()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no span of time of a second or more, as in 90s, 30m, 8h or 1h30m");
    }
    return span;
  }

  private static Duration unit(String letter) {
    switch (letter) {
      case "d":
        return Duration.ofDays(1);
      case "h":
        return Duration.ofHours(1);
      case "m":
        return Duration.ofMinutes(1);
      default:
        return Duration.ofSeconds(1);
    }
  }
}
