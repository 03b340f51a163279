package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;

/** Recognises calls of methods of the COM objects that MAPI has handed out. */
final class ComMethods {

  private final Catalogue catalogue;
  private final ObjectTable objects;

  ComMethods(Catalogue catalogue, ObjectTable objects) {
    this.catalogue = catalogue;
    this.objects = objects;
  }

  /** The method in a slot of an object, null when the object is not MAPI's. */
  CallShape inSlot(long object, int slot) {
    ObjectTable.Entry entry = objects.find(object);
    return entry == null ? null : catalogue.comMethod(entry.interfaceName(), slot);
  }

  /**
   * The method at an address, null when the object is not MAPI's or has no such method.
   *
   * @param trail of the calling thread, null when it has none yet
   */
  CallShape atAddress(long object, long method, PointerTrail trail) {
    ObjectTable.Entry entry = objects.find(object);
    if (entry == null) {
      return null;
    }
    int pointerSize = NativeMemory.pointerSize();
    int slot = trail == null ? -1 : trail.slotOf(object, method, pointerSize);
    if (slot < 0) {
      slot = search(entry, object, method, pointerSize);
    }
    return slot < 0 ? null : catalogue.comMethod(entry.interfaceName(), slot);
  }

  /**
   * Looks through the object's table, for programs that keep the methods' addresses. Where several
   * slots share their code the first one is taken.
   */
  private int search(ObjectTable.Entry entry, long object, long method, int pointerSize) {
    long table = NativeMemory.readPointer(object);
    int slots = catalogue.slots(entry.interfaceName());
    for (int slot = 0; table != 0 && slot < slots; slot++) {
      if (NativeMemory.readPointer(table + (long) slot * pointerSize) == method) {
        return slot;
      }
    }
    return -1;
  }
}
