package io.mapiaudit.output.html;

import io.mapiaudit.model.Finding;

/** Finds the line of the program's own code that a finding is about. */
final class Places {

  private static final String[] FOREIGN = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "com.jacob.", "com4j.", "jakarta."
  };

  private Places() {}

  /** A frame, else the operation's name, else "". */
  static String of(Finding finding) {
    for (String frame : finding.stack().frames()) {
      String name = withoutModule(frame);
      if (!isForeign(name)) {
        return name;
      }
    }
    return finding.operation() == null ? "" : finding.operation().entryPoint().displayName();
  }

  /** Frames begin with {@code loader/module@version/} where there is one. */
  private static String withoutModule(String frame) {
    int parenthesis = frame.indexOf('(');
    String method = parenthesis < 0 ? frame : frame.substring(0, parenthesis);
    int hidden = method.indexOf("/0x");
    int slash = (hidden < 0 ? method : method.substring(0, hidden)).lastIndexOf('/');
    return frame.substring(slash + 1);
  }

  private static boolean isForeign(String name) {
    for (String prefix : FOREIGN) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return name.contains("$$Lambda");
  }
}
