package io.mapiaudit.capture;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The COM objects that MAPI has handed out: their interface, and the SID of the session they belong
 * to. Only calls on these are looked at, so their memory may be read.
 */
final class ObjectTable {

  /** Objects a program leaks without releasing them count too; beyond this no more are added. */
  private static final int MAX_OBJECTS = 200_000;

  private final ConcurrentHashMap<Long, Entry> objects = new ConcurrentHashMap<>();

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
    return address == 0 || objects.isEmpty() ? null : objects.get(address);
  }

  void add(long address, String interfaceName, String sid) {
    if (address != 0 && objects.size() < MAX_OBJECTS) {
      objects.put(address, new Entry(interfaceName, sid));
    }
  }

  void remove(long address) {
    objects.remove(address);
  }
}
