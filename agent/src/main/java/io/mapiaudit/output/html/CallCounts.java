package io.mapiaudit.output.html;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.EnumMap;
import java.util.Map;

/** How many calls and notifications there were of each kind, and over each bridge. */
final class CallCounts {

  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private final Map<Bridge, Long> bridges = new EnumMap<>(Bridge.class);

  void add(EntryPoint entryPoint) {
    kinds.merge(entryPoint.kind(), 1L, Long::sum);
    bridges.merge(entryPoint.bridge(), 1L, Long::sum);
  }

  /** Those there were any of. */
  Map<Kind, Long> kinds() {
    return kinds;
  }

  /** Those there were any over. */
  Map<Bridge, Long> bridges() {
    return bridges;
  }
}
