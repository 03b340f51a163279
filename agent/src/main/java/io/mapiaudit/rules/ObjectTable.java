package io.mapiaudit.rules;

import io.mapiaudit.model.Bridge;

/**
 * Live objects by handle. Bridges whose handles are addresses share one space, so that an object
 * opened through one is recognised when used through another; the others have a space each. Every
 * space forgets its oldest objects beyond 65,536: programs that leak must not make the audit leak.
 */
final class ObjectTable {

  static final int LIMIT = 65_536;

  private final HandleTable[] spaces = new HandleTable[Bridge.values().length];

  TrackedObject get(Bridge bridge, long handle) {
    HandleTable space = spaces[space(bridge)];
    return space == null ? null : space.get(handle);
  }

  /** Adds an object; a reused handle counts as new and not as old. */
  void put(Bridge bridge, TrackedObject object) {
    int number = space(bridge);
    HandleTable space = spaces[number];
    if (space == null) {
      space = new HandleTable(LIMIT);
      spaces[number] = space;
    }
    space.put(object);
  }

  void remove(Bridge bridge, long handle) {
    HandleTable space = spaces[space(bridge)];
    if (space != null) {
      space.remove(handle);
    }
  }

  int size() {
    int size = 0;
    for (HandleTable space : spaces) {
      size += space == null ? 0 : space.size();
    }
    return size;
  }

  private static int space(Bridge bridge) {
    return (bridge.handlesArePointers() ? Bridge.JNA : bridge).ordinal();
  }
}
