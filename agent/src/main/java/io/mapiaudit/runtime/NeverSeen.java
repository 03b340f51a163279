package io.mapiaudit.runtime;

import io.mapiaudit.config.EntryPointDefinition;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells what a run has not seen although it could have, so that a program of which nothing was seen
 * is not taken for a clean one.
 */
final class NeverSeen {

  /** A class of each bridge that is hooked when the program has it. */
  private static final Map<String, Bridge> HOOKS = new LinkedHashMap<>();

  static {
    HOOKS.put("com.sun.jna.Function", Bridge.JNA);
    HOOKS.put("com.sun.jna.platform.win32.COM.COMInvoker", Bridge.JNA_COM);
    HOOKS.put("com.jacob.com.Dispatch", Bridge.JACOB);
    HOOKS.put("com4j.StandardComMethod", Bridge.COM4J);
    HOOKS.put("jdk.internal.foreign.abi.AbstractLinker", Bridge.FFM);
  }

  private static final String USE_IT =
      "use that part of the program; if it has been used, its calls go another way than the agent"
          + " looks at: declare the wrapper as an entry point, discover proposes lines";

  private final Collection<String> hooked;
  private final Map<EntryPoint, Long> calls;
  private final Map<String, String> absentClasses = new LinkedHashMap<>();
  private final List<Map<String, Object>> found = new ArrayList<>();

  /**
   * What to judge by.
   *
   * @param hooked names of classes, and of methods whose callers are hooked
   * @param calls of entry points so far
   */
  NeverSeen(Collection<String> hooked, Map<EntryPoint, Long> calls) {
    this.hooked = hooked;
    this.calls = calls;
  }

  /** Labels of the bridges that are hooked, those of configured methods included. */
  Set<String> bridges(Collection<EntryPointDefinition> configured) {
    Map<String, Boolean> labels = new TreeMap<>();
    HOOKS.forEach(
        (type, bridge) -> {
          if (hooked.contains(type)) {
            labels.put(bridge.label(), true);
          }
        });
    calls.keySet().forEach(entryPoint -> labels.put(entryPoint.bridge().label(), true));
    configured.stream()
        .filter(definition -> isHooked(definition.className()))
        .forEach(definition -> labels.put(Bridge.JNI.label(), true));
    return labels.keySet();
  }

  /** What, why that may matter, and what to do, each as the fields of an entry. */
  List<Map<String, Object>> describe(Collection<EntryPointDefinition> configured) {
    HOOKS.forEach(this::bridge);
    configured.forEach(this::entryPoint);
    absentClasses.forEach(this::absent);
    if (!calls.isEmpty()) {
      kinds();
    }
    return found;
  }

  private void bridge(String type, Bridge bridge) {
    boolean used = calls.keySet().stream().anyMatch(called -> called.bridge() == bridge);
    // What a JVM loads for itself says nothing of the program.
    if (hooked.contains(type) && !used && bridge != Bridge.FFM) {
      add("bridge " + bridge.label(), "it is hooked, and no MAPI call came through it", USE_IT);
    }
  }

  private void entryPoint(EntryPointDefinition definition) {
    boolean called =
        calls.keySet().stream()
            .anyMatch(
                entryPoint ->
                    entryPoint.owner().equals(definition.className())
                        && entryPoint.name().equals(definition.method()));
    if (called) {
      return;
    }
    String name = "entry point " + definition.className() + "." + definition.method();
    if (isHooked(definition.className())) {
      add(
          name,
          "it was not called, or its class has no such method",
          "compare method and descriptor with the class, in " + definition.source());
    } else {
      absentClasses.putIfAbsent(definition.className(), definition.source());
    }
  }

  private void absent(String className, String source) {
    add(
        "entry points of " + className,
        "no class of that name has been loaded, and none of its methods was called",
        "compare the class name with the program's, in " + source);
  }

  private boolean isHooked(String className) {
    return hooked.stream()
        .anyMatch(name -> name.equals(className) || name.startsWith(className + "."));
  }

  private void kinds() {
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    calls.keySet().forEach(entryPoint -> seen.add(entryPoint.kind()));
    boolean ends = seen.contains(Kind.RELEASE) || seen.contains(Kind.LOGOFF);
    if (seen.contains(Kind.LOGON) && !ends) {
      add(
          "kinds release and logoff",
          "there were logons and none of these: a release on the wrong thread goes unseen",
          "end a session; if some have ended, declare what releases them as an entry point");
    }
    if (seen.contains(Kind.ADVISE) && !seen.contains(Kind.NOTIFICATION)) {
      add(
          "kind notification",
          "advise sinks were registered and no notification came: whose identity one has is not"
              + " known",
          "have something change in a mailbox; if callbacks have come, declare their method with"
              + " kind = notification");
    }
    if (!seen.contains(Kind.LOGON)) {
      add(
          "kind logon",
          "MAPI is used and no logon was seen: of sessions made before, the agent does not know"
              + " whose they are",
          "wait for new sessions, or start the JVM with -javaagent");
    }
    if (!seen.contains(Kind.IMPERSONATE)) {
      add(
          "kind impersonate",
          "no impersonation was seen: there was none, or native code does it, and findings then"
              + " cannot tell where a token came from",
          "nothing, if the program does not impersonate; tokens are read all the same");
    }
  }

  private void add(String what, String reason, String cure) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("what", what);
    entry.put("reason", reason);
    entry.put("cure", cure);
    found.add(entry);
  }
}
