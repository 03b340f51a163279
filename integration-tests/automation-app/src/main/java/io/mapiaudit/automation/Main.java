package io.mapiaudit.automation;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * {@code Main <bridge> <scenario>}, or {@code Main serve}, which plays a bridge and a scenario for
 * each line of standard input and says so.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("serve")) {
      serve();
    } else {
      play(arguments);
    }
    // Bridges leave threads behind that are no daemons.
    System.exit(0);
  }

  private static void play(String... words) {
    try (Bridge bridge = bridge(words[0])) {
      Scenarios.play(words[1], bridge);
    }
  }

  private static void serve() throws IOException {
    BufferedReader lines =
        new BufferedReader(
            // Not System.in, which asks how much there is; pipes under Wine do not say.
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.US_ASCII));
    Scenarios.say("serving " + ManagementFactory.getRuntimeMXBean().getName().split("@", 2)[0]);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      play(line.split(" ", 2));
      Scenarios.say("played 0");
    }
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
