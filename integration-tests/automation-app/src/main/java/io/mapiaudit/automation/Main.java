package io.mapiaudit.automation;

/** {@code Main <bridge> <scenario>}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try (Bridge bridge = bridge(arguments[0])) {
      Scenarios.play(arguments[1], bridge);
    }
    // Bridges leave threads behind that are no daemons.
    System.exit(0);
  }

  private static Bridge bridge(String name) {
    switch (name) {
      case "jacob":
        return new JacobBridge();
      case "com4j":
        return new Com4jBridge();
      case "jna-late":
        return new LateBoundBridge();
      case "jna-object-factory":
        return UtilBridge.onCallingThread();
      case "jna-factory":
        return UtilBridge.onPeerThread();
      default:
        throw new IllegalArgumentException("unknown bridge '" + name + "'");
    }
  }
}
