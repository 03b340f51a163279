package io.mapiaudit.instrument;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps what was hooked, what could not be, and what stays out of sight. Safe for use by several
 * threads.
 */
public final class HookReport {

  private final Set<String> hooked = new LinkedHashSet<>();
  private final Set<String> wrapped = new TreeSet<>();
  private final Map<String, String> problems = new TreeMap<>();
  private final Map<String, String> staying = new TreeMap<>();
  private final Set<BlindSpot> blindSpots = new LinkedHashSet<>();
  private int changes;

  /** The JVM does not take the class as it was changed. */
  synchronized void refused(String typeName, Throwable reason) {
    hooked.remove(typeName);
    notHooked(typeName, String.valueOf(reason));
  }

  synchronized void notHooked(String typeName, String reason) {
    problems.put(typeName, reason);
    changes++;
  }

  /** A native method whose callers are hooked in its place. */
  synchronized void hookedByCallers(String method) {
    hooked.add(method);
    changes++;
  }

  /** True when native methods of any class were wrapped. */
  synchronized boolean hasWrapped() {
    return !wrapped.isEmpty();
  }

  synchronized void wrapped(String typeName) {
    wrapped.add(typeName);
  }

  /** Something that a detach cannot take away, and why. */
  public synchronized void staysHooked(String typeName, String reason) {
    staying.put(typeName, reason);
  }

  synchronized void blindSpot(BlindSpot spot) {
    blindSpots.add(spot);
    changes++;
  }

  /** Takes note of a class that was hooked. */
  synchronized void hooked(String typeName) {
    hooked.add(typeName);
    changes++;
  }

  /**
   * Takes note of something whose calls are not seen.
   *
   * @return false when that was known already
   */
  public synchronized boolean unseen(String what, String why) {
    changes++;
    return blindSpots.add(new BlindSpot(what, why, BlindSpot.RESTART));
  }

  /** Names of the classes hooked so far, in the order of hooking. */
  public synchronized List<String> hooked() {
    return Collections.unmodifiableList(new ArrayList<>(hooked));
  }

  /** Names of the classes that could not be hooked, each with the reason. */
  public synchronized Map<String, String> problems() {
    return new TreeMap<>(problems);
  }

  /** What the agent cannot see, as far as it knows. */
  public synchronized Collection<BlindSpot> blindSpots() {
    return new ArrayList<>(blindSpots);
  }

  /** Names of the classes that a detach cannot restore, each with the reason. */
  public synchronized Map<String, String> staying() {
    Map<String, String> all = new TreeMap<>(staying);
    for (String name : wrapped) {
      all.put(
          name,
          "its native methods were wrapped when it was loaded, which the JVM does not undo; the"
              + " wrappers are switched off");
    }
    return all;
  }

  /** Grows with everything that is reported. */
  public synchronized int changes() {
    return changes;
  }
}
