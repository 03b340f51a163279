package io.mapiaudit.output.html;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.EnumMap;
import java.util.Map;

/** How many calls and notifications there were of each kind, and over each bridge. */
final class CallCounts {

  private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
  private final Map<Bridge, long[]> bridges = new EnumMap<>(Bridge.class);

  void add(EntryPoint entryPoint) {
    kinds.computeIfAbsent(entryPoint.kind(), kind -> new long[1])[0]++;
    bridges.computeIfAbsent(entryPoint.bridge(), bridge -> new long[1])[0]++;
  }

  /** Those there were any of. */
  Map<Kind, Long> kinds() {
    return counted(kinds, new EnumMap<>(Kind.class));
  }

  /** Those there were any over. */
  Map<Bridge, Long> bridges() {
    return counted(bridges, new EnumMap<>(Bridge.class));
  }

  private static <T> Map<T, Long> counted(Map<T, long[]> counts, Map<T, Long> counted) {
    counts.forEach((key, count) -> counted.put(key, count[0]));
    return counted;
  }
}
