package io.mapiaudit.capture;

import io.mapiaudit.identity.NativeMemory;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses of native code that is audited, for calls that name nothing else: functions of the
 * catalogue that were looked up, and the methods of the COM objects that MAPI handed out.
 */
final class NativeCode {

  /** Tables made per object, as proxies have them, are not followed without end. */
  private static final int MAX_ENTRY_POINTS = 20_000;

  private final Catalogue catalogue;
  private final ObjectTable objects;
  private final LongSet entryPoints = new LongSet();
  private final ConcurrentHashMap<Long, CallShape> functions = new ConcurrentHashMap<>();

  /** Slots looked at so far, by the table's address. */
  private final ConcurrentHashMap<Long, Integer> tables = new ConcurrentHashMap<>();

  /** Valid until there is any entry point: programs without MAPI never leave their fast path. */
  private final SwitchPoint nothingKnown = new SwitchPoint();

  private volatile boolean watchesObjects;

  NativeCode(Catalogue catalogue, ObjectTable objects) {
    this.catalogue = catalogue;
    this.objects = objects;
  }

  /** A function was found in a library. */
  void found(String name, long address) {
    CallShape shape = catalogue.function(name);
    if (shape != null) {
      functions.put(address, shape);
      add(address);
    }
  }

  /** Looks at MAPI's objects from now on: the program uses handles that might call them. */
  void watchObjects() {
    if (!watchesObjects) {
      watchesObjects = true;
      objects.forEach(this::objectAdded);
    }
  }

  /** MAPI has handed out an object. */
  void objectAdded(long object, String interfaceName) {
    if (!watchesObjects) {
      return;
    }
    long table = NativeMemory.readPointer(object);
    int slots = catalogue.slots(interfaceName);
    Integer before = table == 0 ? Integer.valueOf(slots) : tables.get(table);
    if ((before != null && before >= slots) || entryPoints.size() > MAX_ENTRY_POINTS) {
      return;
    }
    tables.put(table, slots);
    for (int slot = before == null ? 0 : before; slot < slots; slot++) {
      if (catalogue.comMethod(interfaceName, slot) != null) {
        add(NativeMemory.readPointer(table + (long) slot * NativeMemory.pointerSize()));
      }
    }
  }

  /** Whether something that is audited may be at an address. */
  boolean isEntryPoint(long address) {
    return entryPoints.contains(address);
  }

  /** The function at an address, null when there is none, but maybe a method of objects. */
  CallShape function(long address) {
    return functions.get(address);
  }

  /** A handle that calls the first of two until there is any entry point, then the second. */
  MethodHandle onceAnyIsKnown(MethodHandle before, MethodHandle after) {
    return nothingKnown.guardWithTest(before, after);
  }

  private void add(long address) {
    entryPoints.add(address);
    if (!nothingKnown.hasBeenInvalidated()) {
      SwitchPoint.invalidateAll(new SwitchPoint[] {nothingKnown});
    }
  }
}
