package io.mapiaudit.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
  private static final Map<String, String> CELLS = new ConcurrentHashMap<>();

  private CrossingTable() {}

  /** Both a call and a callback were audited: there were findings about each. */
  static void seen(Jvm jvm, String bridge, Start start) {
    CELLS.put(key(jvm.name(), bridge, start), "call, callback");
  }

  /** True when nothing was entered: the tests that do were not run. */
  static boolean isEmpty() {
    return CELLS.isEmpty();
  }

  static String text() {
    StringBuilder text = new StringBuilder("crossings seen\n");
    line(text, "bridge", "start", JVMS);
    for (String bridge : BRIDGES) {
      for (Start start : Start.values()) {
        List<String> cells = JVMS.stream().map(jvm -> cell(jvm, bridge, start)).toList();
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

  private static String cell(String jvm, String bridge, Start start) {
    String seen = CELLS.get(key(jvm, bridge, start));
    return seen == null ? reason(jvm, bridge, start) : seen;
  }

  private static String reason(String jvm, String bridge, Start start) {
    if (AUTOMATION.contains(bridge) && jvm.startsWith("linux")) {
      return "no COM on Linux";
    }
    if (bridge.equals("ffm") && !jvm.endsWith("-25")) {
      return "no linker < 22";
    }
    boolean tested = !AUTOMATION.contains(bridge) && !bridge.equals("ffm");
    if (start == Start.ATTACH && (!tested || jvm.equals("windows-25"))) {
      return "no test yet";
    }
    if (AUTOMATION.contains(bridge) && jvm.equals("windows-25")) {
      return "no test yet";
    }
    return "not run";
  }

  private static String key(String jvm, String bridge, Start start) {
    return jvm + ' ' + bridge + ' ' + start;
  }
}
