package io.mapiaudit.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hooks types by their names, those that are loaded and those that will be. To a class that has no
 * hook it costs a look into a table.
 */
final class HookTransformer implements ClassFileTransformer {

  private final Map<String, PlainHook> plain = new HashMap<>();
  private final Set<String> advised;
  private final HookReport report;

  /**
   * A transformer.
   *
   * @param advised binary names of the types of {@link AdviceHooks} that are to be hooked
   */
  HookTransformer(Collection<PlainHook> plainHooks, Collection<String> advised, HookReport report) {
    for (PlainHook hook : plainHooks) {
      plain.put(hook.typeName(), hook);
    }
    this.advised = new HashSet<>(advised);
    this.report = report;
  }

  /** Begins with the types that are loaded. */
  void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    Retransformation loaded = new Retransformation(instrumentation, this::isHooked);
    loaded.run((type, failure) -> report.refused(type.getName(), failure));
  }

  /** Ends, and gives the types that are loaded their own code back. */
  void uninstall(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    Retransformation loaded = new Retransformation(instrumentation, this::isHooked);
    loaded.run(
        (type, failure) ->
            report.staysHooked(type.getName(), "its code cannot be given back: " + failure));
  }

  private boolean isHooked(Class<?> type) {
    return isHooked(type.getName()) && !OwnLoaders.include(type.getClassLoader());
  }

  private boolean isHooked(String name) {
    return plain.containsKey(name) || advised.contains(name);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null || OwnLoaders.include(loader)) {
      return null;
    }
    String name = internalName.replace('/', '.');
    if (!isHooked(name)) {
      return null;
    }
    try {
      byte[] changed = changed(name, loader, classFile);
      report.hooked(name);
      return changed;
    } catch (Throwable failure) {
      report.notHooked(name, String.valueOf(failure));
      return null;
    }
  }

  private byte[] changed(String name, ClassLoader loader, byte[] classFile) throws Exception {
    PlainHook hook = plain.get(name);
    // Code of the application is on the stack, which a security manager may allow nothing.
    PrivilegedExceptionAction<byte[]> change =
        () ->
            hook == null
                ? AdviceWeaver.weave(name, loader, classFile)
                : PlainWeaver.weave(hook, classFile);
    try {
      return AccessController.doPrivileged(change);
    } catch (PrivilegedActionException failure) {
      throw failure.getException();
    }
  }

  /** Hooks of types of the JDK that need no Byte Buddy. */
  static List<PlainHook> plainHooks(boolean tasks) {
    List<PlainHook> hooks = new ArrayList<>();
    hooks.add(new ThreadStartHook());
    hooks.add(new VirtualThreadHook());
    if (tasks) {
      hooks.add(new ThreadPoolHook());
      hooks.add(new SchedulerHook());
      hooks.add(new TimerHook());
      hooks.add(new TimerThreadHook());
    }
    return hooks;
  }
}
