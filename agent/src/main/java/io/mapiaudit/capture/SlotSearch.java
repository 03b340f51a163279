package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks through the virtual table of an object of MAPI's for a method, for programs that keep the
 * methods' addresses or functions. Where several slots share their code, it cannot tell which was
 * meant, and takes one that is an ordinary call before one that would end or open something.
 */
final class SlotSearch {

  private static final int MAX_KEPT = 10_000;

  private final Catalogue catalogue;
  private final Map<String, Map<Long, Integer>> kept = new ConcurrentHashMap<>();

  SlotSearch(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The slot of a method.
   *
   * @param table address of the virtual table, with all slots of the interface
   * @param method address of the method
   * @return the index, -1 when it is in none
   */
  int slotOf(String interfaceName, long table, long method) {
    if (table == 0) {
      return -1;
    }
    Map<Long, Integer> ofInterface =
        kept.computeIfAbsent(interfaceName, first -> new ConcurrentHashMap<>());
    Integer known = ofInterface.get(method);
    // Another library may have been loaded where the one with the method was.
    if (known != null && inSlot(table, known) == method) {
      return known;
    }
    int slot = search(interfaceName, table, method);
    if (slot >= 0 && ofInterface.size() < MAX_KEPT) {
      ofInterface.put(method, slot);
    }
    return slot;
  }

  private int search(String interfaceName, long table, long method) {
    int found = -1;
    int slots = catalogue.slots(interfaceName);
    for (int slot = 0; slot < slots; slot++) {
      if (inSlot(table, slot) == method) {
        if (isOrdinary(interfaceName, slot)) {
          return slot;
        }
        found = found < 0 ? slot : found;
      }
    }
    return found;
  }

  private boolean isOrdinary(String interfaceName, int slot) {
    CallShape shape = catalogue.comMethod(interfaceName, slot);
    return shape != null && shape.entryPoint().kind() == Kind.CALL;
  }

  private static long inSlot(long table, int slot) {
    return NativeMemory.readPointer(table + (long) slot * NativeMemory.pointerSize());
  }
}
