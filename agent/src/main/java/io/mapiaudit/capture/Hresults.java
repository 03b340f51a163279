package io.mapiaudit.capture;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the HRESULT in what a COM bridge throws. */
final class Hresults {

  /** The call reached the object, which failed: what it says is in the text. */
  static final int DISP_E_EXCEPTION = 0x80020009;

  static final int E_FAIL = 0x80004005;

  /** How CDO, and what follows its example, ends a text: {@code [MAPI_E_…(80040115)]}. */
  private static final Pattern IN_TEXT = Pattern.compile("\\((8[0-9A-Fa-f]{7})\\)");

  private static final int MAX_CAUSES = 8;

  private Hresults() {}

  /** The HRESULT of a failure; E_FAIL when it tells none. */
  static int of(Throwable failure) {
    int plain = 0;
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      int code = code(cause);
      String text = cause.getMessage();
      Matcher inText = text == null ? null : IN_TEXT.matcher(text);
      if ((code >= 0 || code == DISP_E_EXCEPTION) && inText != null && inText.find()) {
        return Integer.parseUnsignedInt(inText.group(1), 16);
      }
      plain = plain == 0 && code < 0 ? code : plain;
      cause = cause.getCause();
    }
    return plain == 0 ? E_FAIL : plain;
  }

  /** What the exception's own method tells, whatever it is called in that bridge; else 0. */
  private static int code(Throwable failure) {
    for (String name : new String[] {"getHRESULT", "getHResult", "getHresult"}) {
      try {
        Method method = failure.getClass().getMethod(name);
        Object value = method.invoke(failure);
        return value instanceof Number ? ((Number) value).intValue() : 0;
      } catch (ReflectiveOperationException notThisBridge) {
        // The next name, then.
      }
    }
    return 0;
  }
}
