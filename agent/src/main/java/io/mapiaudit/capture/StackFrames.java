package io.mapiaudit.capture;

import io.mapiaudit.model.Stack;
import java.util.ArrayList;
import java.util.List;

/** Turns stack traces into the form that is recorded. */
public final class StackFrames {

  private static final int MAX_FRAMES = 128;

  private StackFrames() {}

  /** A stack trace as a {@link Stack}, without the agent's own frames. */
  public static Stack of(StackTraceElement[] trace) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement element : trace) {
      if (!isAgent(element.getClassName()) && frames.size() < MAX_FRAMES) {
        frames.add(format(element));
      }
    }
    return Stack.of(frames);
  }

  private static boolean isAgent(String className) {
    return className.startsWith("io.mapiaudit.capture.")
        || className.startsWith("io.mapiaudit.boot.")
        || className.startsWith("java.lang.MapiAudit");
  }

  /** Without class loader and module, which later Java versions print and earlier ones do not. */
  private static String format(StackTraceElement element) {
    String place;
    if (element.isNativeMethod()) {
      place = "Native Method";
    } else if (element.getFileName() == null) {
      place = "Unknown Source";
    } else if (element.getLineNumber() < 0) {
      place = element.getFileName();
    } else {
      place = element.getFileName() + ":" + element.getLineNumber();
    }
    return element.getClassName() + "." + element.getMethodName() + "(" + place + ")";
  }
}
