package io.mapiaudit.output.html;

import java.util.Locale;

/** Makes names from outside harmless to look at: nothing in them steers how the rest is shown. */
final class Visible {

  private Visible() {}

  /**
   * The text with control characters, line separators, characters that turn the direction of
   * writing and lone surrogates written as {@code \}{@code u202e}, cut to a length.
   */
  static String text(String text, int most) {
    StringBuilder shown = null;
    int end = Math.min(text.length(), most);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        i++;
      } else if (steers(c)) {
        shown = new StringBuilder(text.substring(0, i));
        break;
      }
    }
    if (shown == null) {
      return end == text.length() ? text : text.substring(0, end) + "…";
    }
    for (int i = shown.length(); i < end; i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        shown.append(c).append(text.charAt(++i));
      } else if (steers(c)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return end == text.length() ? shown.toString() : shown.append('…').toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static boolean steers(char c) {
    return Character.isISOControl(c)
        || Character.isSurrogate(c)
        || (c >= '\u200b' && c <= '\u200f')
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2060' && c <= '\u206f')
        || c == '\u061c'
        || c == '\ufeff';
  }
}
