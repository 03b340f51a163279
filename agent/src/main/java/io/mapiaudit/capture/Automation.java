package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The automation objects of CDO, Redemption and Outlook, over whatever bridge: knows them by their
 * addresses from the call that made them or handed them out, and has their calls recorded.
 */
final class Automation {

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final ObjectTable objects;

  /** References that Java objects hold, for bridges that do not tell what Release returned. */
  private final ConcurrentHashMap<Long, Integer> references = new ConcurrentHashMap<>();

  private final Map<String, CallShape> conversions = new ConcurrentHashMap<>();
  private volatile boolean used;

  Automation(Catalogue catalogue, Guard guard, Crossings crossings, ObjectTable objects) {
    this.catalogue = catalogue;
    this.guard = guard;
    this.crossings = crossings;
    this.objects = objects;
  }

  /** Forgets who holds which object. */
  void forget() {
    references.clear();
  }

  /** Whether any such object was ever made. */
  boolean isUsed() {
    return used;
  }

  /** The class of the object at an address, null when it is none of these. */
  String classAt(long address) {
    ObjectTable.Entry entry = used ? objects.find(address) : null;
    boolean known = entry != null && isClass(entry.interfaceName());
    return known ? entry.interfaceName() : null;
  }

  private boolean isClass(String interfaceName) {
    return interfaceName.indexOf('.') > 0;
  }

  /**
   * An object was made by name.
   *
   * @param id ProgID or CLSID
   * @param counted whether a Java object holds a reference whose end {@link #releasing} is told
   */
  void made(long address, String id, boolean counted) {
    String className = id == null ? null : catalogue.automationClass(id);
    if (className != null) {
      used = true;
      objects.add(address, className, null);
      if (counted) {
        refer(address);
      }
    } else if (classAt(address) != null) {
      // Its memory was used before for one whose end was not seen.
      objects.remove(address);
      references.remove(address);
    }
  }

  /** Another address of the same object. */
  void alias(long address, long known) {
    ObjectTable.Entry entry = objects.find(known);
    if (entry != null && address != 0 && address != known) {
      objects.add(address, entry.interfaceName(), entry.sid());
    }
    if (entry != null && address != 0) {
      refer(address);
    }
  }

  /** A Java object holds one more reference. */
  void refer(long address) {
    if (objects.find(address) != null) {
      references.merge(address, 1, Integer::sum);
    }
  }

  /**
   * A member of a known object is called; null when it could not be recorded.
   *
   * @param member its name
   * @param first its first argument as text, recorded only where it is a profile name
   * @param callback key of the sink it is given, 0 for none
   */
  AutomationCall enter(
      Bridge bridge,
      long address,
      String member,
      Object first,
      long callback,
      AutomationCall.Results results) {
    String className = classAt(address);
    CallShape shape = className == null ? null : catalogue.automationMember(className, member);
    return shape == null ? null : enter(shape, bridge, address, first, callback, results);
  }

  /** A call with a shape of the caller's own making. */
  AutomationCall enter(
      CallShape shape,
      Bridge bridge,
      long address,
      Object first,
      long callback,
      AutomationCall.Results results) {
    Object[] arguments = {address, new long[1], callback, first};
    Call call = crossings.enter(shape, bridge, arguments);
    return call == null ? null : new AutomationCall(this, call, address, results);
  }

  /** An object of a class that was handed out is asked for as an object. */
  AutomationCall converting(
      Bridge bridge, long parent, String className, AutomationCall.Results results) {
    CallShape shape =
        conversions.computeIfAbsent(
            className,
            name -> {
              EntryPoint entryPoint =
                  new EntryPoint(
                      Kind.OPEN,
                      Bridge.JNA,
                      name,
                      "QueryInterface",
                      name,
                      EntryPoint.ResultType.HRESULT);
              return new CallShape.Builder(entryPoint).object(0).created(1).build();
            });
    return enter(shape, bridge, parent, null, 0, results);
  }

  void returned(AutomationCall automationCall, Object result, Throwable thrown) {
    int[] hresult = {Hresults.E_FAIL};
    guard.run(
        state -> {
          hresult[0] = automationCall.readHresult(result, thrown);
          automationCall.readCreated(hresult[0] < 0 ? null : result, thrown);
          return null;
        });
    crossings.returned(automationCall.call(), hresult[0], null);
    EntryPoint entryPoint = automationCall.call().entryPoint().value();
    if (entryPoint.kind() == Kind.OPEN && entryPoint.bridge() != Bridge.JNA_COM) {
      refer(automationCall.created());
    }
  }

  /** A Java object gives its reference back; null when the object is none of these. */
  AutomationCall releasing(Bridge bridge, long address) {
    String className = classAt(address);
    if (className == null) {
      return null;
    }
    Integer left =
        references.compute(address, (a, count) -> count == null || count <= 1 ? null : count - 1);
    int count = left == null ? 0 : left;
    CallShape shape = catalogue.comMethod(className, 2);
    return enter(
        shape,
        bridge,
        address,
        null,
        0,
        new AutomationCall.Results() {
          @Override
          public long pointer(Object result) {
            return 0;
          }

          @Override
          public int hresult(Object result) {
            return count;
          }
        });
  }

  /** Agent's own work on an application thread. */
  interface Work {
    void run() throws Throwable;
  }

  /** Does the agent's own work. */
  void quietly(Work work) {
    guard.run(
        state -> {
          state.comArguments = null;
          work.run();
          return null;
        });
  }

  /** The calling thread is about to have a call made elsewhere: from now on it is tracked. */
  void calling(String id) {
    if (guard.tracked() == null && catalogue.automationClass(id) != null) {
      guard.run(state -> null);
    }
  }

  /** As the above, where it cannot be told for what object. */
  void calling() {
    if (used && guard.tracked() == null) {
      guard.run(state -> null);
    }
  }

  /** As the above, for an object. */
  void calling(long address) {
    if (used && guard.tracked() == null && classAt(address) != null) {
      guard.run(state -> null);
    }
  }
}
