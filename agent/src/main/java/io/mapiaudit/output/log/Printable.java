package io.mapiaudit.output.log;

import java.util.Locale;

/** Makes names from outside safe to log: none of them can begin a line or steer a terminal. */
public final class Printable {

  private Printable() {}

  /** The text with control, line end, direction and lone surrogate characters as escapes. */
  public static String of(String text) {
    StringBuilder printable = null;
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      if (isHarmful(c)) {
        if (printable == null) {
          printable = new StringBuilder(length + 16).append(text, 0, i);
        }
        printable.append(escape(c));
      } else if (printable != null) {
        printable.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return printable == null ? text : printable.toString();
  }

  private static boolean isHarmful(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
        return true;
      default:
        return false;
    }
  }

  private static String escape(int c) {
    switch (c) {
      case '\n':
        return "\\n";
      case '\r':
        return "\\r";
      case '\t':
        return "\\t";
      default:
        return String.format(Locale.ROOT, "\\u%04X", c);
    }
  }
}
