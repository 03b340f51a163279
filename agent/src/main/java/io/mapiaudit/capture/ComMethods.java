package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;

/** Recognises calls of methods of the COM objects that MAPI has handed out. */
final class ComMethods {

  private final Catalogue catalogue;
  private final ObjectTable objects;
  private final SlotSearch search;

  // Not static: what threads keep belongs to one recording and goes with it.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<PointerTrail> trails = new ThreadLocal<>();

  ComMethods(Catalogue catalogue, ObjectTable objects) {
    this.catalogue = catalogue;
    this.objects = objects;
    this.search = new SlotSearch(catalogue);
  }

  /**
   * True when a pointer that the calling thread has read from an address is worth keeping: from the
   * first time on that it looks into one of MAPI's objects. Other threads leave no trail.
   */
  boolean followsReads(long address) {
    if (trails.get() != null) {
      return true;
    }
    if (objects.find(address) == null) {
      return false;
    }
    trails.set(new PointerTrail());
    return true;
  }

  /** Keeps a pointer that the calling thread has read. */
  void pointerRead(long address, long value) {
    trails.get().add(address, value);
  }

  /** The method in a slot of an object, null when the object is not MAPI's. */
  CallShape inSlot(long object, int slot) {
    ObjectTable.Entry entry = objects.find(object);
    return entry == null ? null : catalogue.comMethod(entry.interfaceName(), slot);
  }

  /** The method at an address, null when the object is not MAPI's or has no such method. */
  CallShape atAddress(long object, long method) {
    ObjectTable.Entry entry = objects.find(object);
    if (entry == null) {
      return null;
    }
    // The call that is about to be made reads there too.
    long table = NativeMemory.readPointer(object);
    PointerTrail trail = trails.get();
    int slot = trail == null ? -1 : trail.slotOf(table, method, NativeMemory.pointerSize());
    if (slot < 0) {
      slot = search.slotOf(entry.interfaceName(), table, method);
    }
    return slot < 0 ? null : catalogue.comMethod(entry.interfaceName(), slot);
  }
}
