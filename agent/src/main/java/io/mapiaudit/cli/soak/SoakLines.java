package io.mapiaudit.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes samples and times for people. */
final class SoakLines {

  private static final long MIB = 1 << 20;

  private SoakLines() {}

  /** {@code 01:02:03}; hours may have more digits. */
  static String clock(long seconds) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /**
   * A sample in one line.
   *
   * @param before the one before it that was told, null for none
   * @param seconds between the two
   */
  static String sample(Map<String, Object> sample, Map<String, Object> before, long seconds) {
    List<String> parts = new ArrayList<>();
    long calls = number(sample, "calls");
    long news = before == null ? calls : calls - number(before, "calls");
    parts.add(
        String.format(
            Locale.ROOT,
            "%,d calls (%.1f/s)",
            calls,
            seconds <= 0 ? 0.0 : (double) news / seconds));
    parts.add(String.format(Locale.ROOT, "%,d notifications", number(sample, "notifications")));
    parts.add(number(sample, "identities") + " identities");
    parts.add(number(sample, "sessions") + " sessions");
    parts.add("findings: " + findings(sample));
    if (sample.containsKey("heapUsed")) {
      parts.add("heap " + mib(sample, "heapUsed"));
    }
    if (sample.containsKey("metaspace")) {
      parts.add("metaspace " + mib(sample, "metaspace"));
    }
    if (sample.containsKey("threads")) {
      parts.add(number(sample, "threads") + " threads");
    }
    if (before != null && seconds > 0 && sample.containsKey("cpuMillis")) {
      long millis = number(sample, "cpuMillis") - number(before, "cpuMillis");
      parts.add(String.format(Locale.ROOT, "cpu %.0f %%", millis / 10.0 / seconds));
    }
    return String.join(", ", parts);
  }

  /** How the first and the last sample of a run differ. */
  static String trend(Map<String, Object> first, Map<String, Object> last) {
    return "sessions "
        + number(first, "sessions")
        + " -> "
        + number(last, "sessions")
        + ", heap "
        + mib(first, "heapUsed")
        + " -> "
        + mib(last, "heapUsed")
        + ", metaspace "
        + mib(first, "metaspace")
        + " -> "
        + mib(last, "metaspace")
        + ", threads "
        + number(first, "threads")
        + " -> "
        + number(last, "threads");
  }

  private static String findings(Map<String, Object> sample) {
    Object counts = sample.get("findings");
    List<String> parts = new ArrayList<>();
    if (counts instanceof Map) {
      ((Map<?, ?>) counts)
          .forEach(
              (severity, count) -> {
                if (!Long.valueOf(0).equals(count)) {
                  parts.add(count + " " + severity);
                }
              });
    }
    return parts.isEmpty() ? "none" : String.join(" ", parts);
  }

  private static String mib(Map<String, Object> sample, String field) {
    return number(sample, field) / MIB + " MiB";
  }

  /** 0 when there is none. */
  static long number(Map<String, Object> sample, String field) {
    Object value = sample.get(field);
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }
}
