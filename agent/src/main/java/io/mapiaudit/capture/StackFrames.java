package io.mapiaudit.capture;

import io.mapiaudit.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns stack traces into the form that is recorded. */
public final class StackFrames {

  private static final int MAX_FRAMES = 128;

  /** The rest of a lambda's class name differs from run to run. */
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*");

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

  /** A stack with a method on top that is about to be called. */
  static Stack onTop(String className, String method, Stack below) {
    List<String> frames = new ArrayList<>();
    frames.add(
        LAMBDA.matcher(className).replaceFirst("\\$\\$Lambda") + "." + method + "(Unknown Source)");
    frames.addAll(below.frames());
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
