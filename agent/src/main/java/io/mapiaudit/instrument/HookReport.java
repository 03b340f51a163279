package io.mapiaudit.instrument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.utility.JavaModule;

/** Keeps what was hooked and what could not be, and why. Safe for use by several threads. */
public final class HookReport extends AgentBuilder.Listener.Adapter {

  private final List<String> hooked = new ArrayList<>();
  private final Map<String, String> problems = new TreeMap<>();

  @Override
  public synchronized void onTransformation(
      TypeDescription type,
      ClassLoader loader,
      JavaModule module,
      boolean loaded,
      DynamicType dynamicType) {
    hooked.add(type.getName());
  }

  @Override
  public synchronized void onError(
      String typeName, ClassLoader loader, JavaModule module, boolean loaded, Throwable throwable) {
    problems.put(typeName, String.valueOf(throwable));
  }

  /** Takes note of a class that was hooked. */
  synchronized void hooked(String typeName) {
    hooked.add(typeName);
  }

  /**
   * Takes note of something whose calls are not seen.
   *
   * @return false when that was known already
   */
  public synchronized boolean unseen(String what, String why) {
    return problems.put(what, why) == null;
  }

  /** Names of the classes hooked so far, in the order of hooking. */
  public synchronized List<String> hooked() {
    return Collections.unmodifiableList(new ArrayList<>(hooked));
  }

  /** Names of the classes that could not be hooked, each with the reason. */
  public synchronized Map<String, String> problems() {
    return new TreeMap<>(problems);
  }
}
