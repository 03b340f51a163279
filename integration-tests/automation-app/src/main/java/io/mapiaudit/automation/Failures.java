package io.mapiaudit.automation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells failures apart by what all bridges pass on of them. */
final class Failures {

  private static final Pattern CODE = Pattern.compile("(?i)\\((8004[0-9a-f]{4})\\)");

  private Failures() {}

  /** The HRESULT in the text that the server gave, else the text. */
  static String describe(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
      if (code.find()) {
        return code.group(1);
      }
    }
    return failure.toString();
  }
}
