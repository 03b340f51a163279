package io.mapiaudit.capture;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The COM objects that MAPI has handed out: their interface, and the SID of the session they belong
 * to. Only calls on these are looked at, so their memory may be read.
 */
final class ObjectTable {

  /** Objects a program leaks without releasing them count too; beyond this no more are added. */
  private static final int MAX_OBJECTS = 200_000;

  private final ConcurrentHashMap<Long, Entry> objects = new ConcurrentHashMap<>();

  private volatile BiConsumer<Long, String> added = (address, interfaceName) -> {};

  /** One object. */
  static final class Entry {
    private final String interfaceName;
    private final String sid;

    Entry(String interfaceName, String sid) {
      this.interfaceName = interfaceName;
      this.sid = sid;
    }

    String interfaceName() {
      return interfaceName;
    }

    /** The SID of the logon, null for an object that belongs to no session. */
    String sid() {
      return sid;
    }
  }

  Entry find(long address) {
    return address == 0 ? null : objects.get(address);
  }

  void add(long address, String interfaceName, String sid) {
    if (address != 0 && objects.size() < MAX_OBJECTS) {
      objects.put(address, new Entry(interfaceName, sid));
      added.accept(address, interfaceName);
    }
  }

  /** Who is told of the address and interface of every object that is added. */
  void tellOfAdded(BiConsumer<Long, String> listener) {
    added = listener;
  }

  /** Goes through the objects' addresses and interfaces. */
  void forEach(BiConsumer<Long, String> action) {
    objects.forEach((address, entry) -> action.accept(address, entry.interfaceName()));
  }

  void clear() {
    objects.clear();
  }

  void remove(long address) {
    objects.remove(address);
  }
}
