package io.mapiaudit.it;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Which ways into and out of native code were seen, on which JVM, by an agent that was there from
 * the start or came later. Tests enter what they have shown; what none of them showed has its
 * reason here.
 */
final class CrossingTable {

  /** How the agent comes into the JVM. */
  enum Start {
    PREMAIN,
    ATTACH
  }

  private static final List<String> JVMS =
      List.of("linux-8", "linux-17", "linux-25", "windows-11", "windows-25");
  private static final List<String> BRIDGES =
      List.of("jna", "jna-direct", "com", "jni", "jna-object-factory", "jacob", "com4j", "ffm");
  private static final List<String> AUTOMATION = List.of("jna-object-factory", "jacob", "com4j");

  /** What the test JVMs of this build have entered, a cell a line: they run side by side. */
  private static final Path ENTERED = Path.of(System.getProperty("crossings.file"));

  private CrossingTable() {}

  /** Both a call and a callback were audited: there were findings about each. */
  static void seen(Jvm jvm, String bridge, Start start) {
    try {
      Files.writeString(
          ENTERED, key(jvm.name(), bridge, start) + "\n", StandardOpenOption.CREATE, APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** True when nothing was entered: the tests that do were not run. */
  static boolean isEmpty() {
    return !Files.exists(ENTERED);
  }

  /** The table as far as it is known. */
  static String text() throws IOException {
    Set<String> seen = Set.copyOf(Files.readAllLines(ENTERED));
    StringBuilder text = new StringBuilder("crossings seen\n");
    line(text, "bridge", "start", JVMS);
    for (String bridge : BRIDGES) {
      for (Start start : Start.values()) {
        List<String> cells = JVMS.stream().map(jvm -> cell(seen, jvm, bridge, start)).toList();
        line(text, bridge, start.name().toLowerCase(java.util.Locale.ROOT), cells);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String bridge, String start, List<String> cells) {
    text.append(String.format("%-19s %-8s", bridge, start));
    cells.forEach(cell -> text.append(String.format(" %-17s", cell)));
    text.append('\n');
  }

  private static String cell(Set<String> seen, String jvm, String bridge, Start start) {
    return seen.contains(key(jvm, bridge, start)) ? "call, callback" : reason(jvm, bridge);
  }

  private static String reason(String jvm, String bridge) {
    if (AUTOMATION.contains(bridge) && jvm.startsWith("linux")) {
      return "no COM on Linux";
    }
    if (bridge.equals("ffm") && !jvm.endsWith("-25")) {
      return "no linker < 22";
    }
    return "not run";
  }

  private static String key(String jvm, String bridge, Start start) {
    return jvm + ' ' + bridge + ' ' + start;
  }
}
