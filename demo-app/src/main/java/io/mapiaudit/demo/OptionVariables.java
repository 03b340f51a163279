package io.mapiaudit.demo;

import java.util.Arrays;
import java.util.List;

/** Environment variables that JVMs take options from. */
public final class OptionVariables {

  private static final List<String> NAMES =
      Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private OptionVariables() {}

  /** Has the JVM that it starts take none from there. */
  public static void removeFrom(ProcessBuilder builder) {
    builder.environment().keySet().removeAll(NAMES);
  }
}
