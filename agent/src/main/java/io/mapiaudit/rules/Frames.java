package io.mapiaudit.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reduces stack frames to what stays the same from run to run: class and method. */
final class Frames {

  private static final Pattern HIDDEN_CLASS = Pattern.compile("/0x[0-9a-fA-F]+");
  private static final Pattern LAMBDA_CLASS = Pattern.compile("\\$\\$Lambda\\$\\d+");
  private static final Pattern LAMBDA_METHOD = Pattern.compile("\\blambda\\$(.*)\\$\\d+$");
  private static final Pattern JDK_PROXY = Pattern.compile("^(?:com\\.sun|jdk)\\.proxy\\d*\\.");
  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d+\\.");
  private static final Pattern ACCESSOR = Pattern.compile("\\baccess\\$\\d+$");
  private static final Pattern ENHANCED =
      Pattern.compile("\\$\\$(?:Enhancer|FastClass)By\\w*\\$\\$[0-9a-f]+|\\$ByteBuddy\\$\\w+");
  private static final String NATIVE_WRAPPER = "$$YJP$$";
  private static final String[] SKIPPED = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private Frames() {}

  /**
   * {@code class.method} of a frame as {@link StackTraceElement} prints it, or null when the frame
   * belongs to the JDK or to JNA and so says nothing of the program.
   */
  static String normalise(String frame) {
    int parenthesis = frame.indexOf('(');
    String name = parenthesis < 0 ? frame : frame.substring(0, parenthesis);
    if (name.indexOf('/') >= 0) {
      name = HIDDEN_CLASS.matcher(name).replaceAll("");
      name = name.substring(name.lastIndexOf('/') + 1);
    }
    if (name.indexOf('$') >= 0) {
      name = withoutNumbers(name);
    }
    for (String prefix : SKIPPED) {
      if (name.startsWith(prefix)) {
        return null;
      }
    }
    return name;
  }

  private static String withoutNumbers(String name) {
    String result = name.replace(NATIVE_WRAPPER, "");
    result = LAMBDA_CLASS.matcher(result).replaceAll(Matcher.quoteReplacement("$$Lambda"));
    result = LAMBDA_METHOD.matcher(result).replaceAll("lambda\\$$1");
    result = JDK_PROXY.matcher(result).replaceAll("");
    result = PROXY.matcher(result).replaceAll(Matcher.quoteReplacement("$Proxy."));
    result = ACCESSOR.matcher(result).replaceAll(Matcher.quoteReplacement("access$"));
    return ENHANCED.matcher(result).replaceAll("");
  }
}
