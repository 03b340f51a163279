package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbePrefix;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Installs the hooks into a JVM. */
public final class Instrumenter {

  private static final int FIRST_WITH_FOREIGN_LINKER = 22;

  private final EntryPointCatalogue catalogue;
  private final boolean tasks;
  private final HookReport report;

  /**
   * An instrumenter.
   *
   * @param catalogue whose configured methods are hooked beside JNA and threads
   * @param tasks whether pools and timers are hooked too
   * @param report told what was hooked and what could not be
   */
  public Instrumenter(EntryPointCatalogue catalogue, boolean tasks, HookReport report) {
    this.catalogue = catalogue;
    this.tasks = tasks;
    this.report = report;
  }

  /**
   * Hooks the classes that are loaded and those that will be.
   *
   * @return what takes the hooks away again
   */
  public Installation install(Instrumentation instrumentation) {
    EarlyClasses.load();
    Installation installation = new Installation(report);
    try {
      installHooks(instrumentation, installation);
      if (!catalogue.configured().isEmpty()) {
        installMethods(instrumentation, installation);
      }
      installDirectMapping(instrumentation, installation);
      installLateNatives(instrumentation, installation);
    } catch (RuntimeException | Error failure) {
      installation.uninstall();
      throw failure;
    }
    return installation;
  }

  private void installHooks(Instrumentation instrumentation, Installation installation) {
    HookTransformer hooks =
        new HookTransformer(HookTransformer.plainHooks(tasks), advised(tasks), report);
    installation.add(
        () -> {
          hooks.uninstall(instrumentation);
          return true;
        });
    hooks.install(instrumentation);
  }

  private static List<String> advised(boolean tasks) {
    List<String> names = new ArrayList<>(AdviceHooks.BRIDGES);
    if (JavaRelease.current() >= FIRST_WITH_FOREIGN_LINKER) {
      names.addAll(AdviceHooks.FOREIGN);
    }
    if (tasks) {
      names.addAll(AdviceHooks.TASKS);
      names.addAll(AdviceHooks.PEERS);
    }
    return names;
  }

  private void installMethods(Instrumentation instrumentation, Installation installation) {
    ByteBuddySettings.during(
        () -> {
          new ConfiguredMethodsInstaller(catalogue, report).install(instrumentation, installation);
          return null;
        });
  }

  private void installLateNatives(Instrumentation instrumentation, Installation installation) {
    Class<?>[] classes = instrumentation.getAllLoadedClasses();
    LateNatives late = LateNatives.find(classes, catalogue, report);
    if (!late.sites().isEmpty()) {
      CallSiteTransformer callers =
          CallSiteTransformer.install(instrumentation, classes, late.sites(), report);
      installation.add(
          () -> {
            callers.uninstall(instrumentation);
            return true;
          });
    }
  }

  /** Comes after the configured methods, so that it finds them wrapped and leaves them alone. */
  private void installDirectMapping(Instrumentation instrumentation, Installation installation) {
    HookTransformer lookUp =
        new HookTransformer(
            Collections.emptyList(), Collections.singletonList(AdviceHooks.LOOK_UP), report);
    installation.add(() -> takeAway(lookUp, instrumentation));
    lookUp.install(instrumentation);
    if (!instrumentation.isNativeMethodPrefixSupported()) {
      report.unseen("JNA direct mapping", "this JVM has no prefixes for native methods");
      return;
    }
    ClassFileTransformer transformer = new DirectMappingTransformer(catalogue, report);
    instrumentation.addTransformer(transformer);
    instrumentation.setNativeMethodPrefix(transformer, ProbePrefix.NATIVE);
    installation.add(() -> instrumentation.removeTransformer(transformer));
  }

  /**
   * The hook that has JNA look methods up by their plain names. Where methods stay wrapped it stays
   * too, in the classes that are loaded: their look-up might fail without.
   */
  private boolean takeAway(HookTransformer lookUp, Instrumentation instrumentation) {
    if (report.hasWrapped()) {
      report.staysHooked(AdviceHooks.LOOK_UP, "it looks up methods that stay wrapped");
      return instrumentation.removeTransformer(lookUp);
    }
    lookUp.uninstall(instrumentation);
    return true;
  }
}
