package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;
import java.util.EnumMap;
import java.util.Map;

/**
 * Live objects by handle. Bridges whose handles are addresses share one space, so that an object
 * opened through one is recognised when used through another; the others have a space each. Every
 * space forgets its oldest objects beyond 65,536: programs that leak must not make the audit leak.
 */
final class ObjectTable {

  static final int LIMIT = 65_536;

  private final Map<Bridge, HandleTable> spaces = new EnumMap<>(Bridge.class);

  TrackedObject get(Bridge bridge, long handle) {
    HandleTable space = spaces.get(space(bridge));
    return space == null ? null : space.get(handle);
  }

  /** Adds an object; a reused handle counts as new and not as old. */
  void put(Bridge bridge, TrackedObject object) {
    spaces.computeIfAbsent(space(bridge), b -> new HandleTable(LIMIT)).put(object);
  }

  void remove(Bridge bridge, long handle) {
    HandleTable space = spaces.get(space(bridge));
    if (space != null) {
      space.remove(handle);
    }
  }

  int size() {
    int size = 0;
    for (HandleTable space : spaces.values()) {
      size += space.size();
    }
    return size;
  }

  private static Bridge space(Bridge bridge) {
    return bridge.handlesArePointers() ? Bridge.JNA : bridge;
  }
}
