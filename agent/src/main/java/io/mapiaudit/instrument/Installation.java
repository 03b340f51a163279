package io.mapiaudit.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayDeque;
import java.util.Deque;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;

/** The hooks as they are installed in a JVM. */
public final class Installation {

  private final Instrumentation instrumentation;
  private final HookReport report;

  /** The last installed first. */
  private final Deque<Runnable> undo = new ArrayDeque<>();

  Installation(Instrumentation instrumentation, HookReport report) {
    this.instrumentation = instrumentation;
    this.report = report;
  }

  void add(
      ResettableClassFileTransformer transformer,
      RedefinitionStrategy strategy,
      DiscoveryStrategy classes) {
    undo.push(
        () -> {
          boolean gone =
              classes == null
                  ? transformer.reset(instrumentation, strategy)
                  : transformer.reset(instrumentation, strategy, classes);
          if (!gone) {
            report.staysHooked("a class file transformer", "the JVM does not remove it");
          }
        });
  }

  void add(ClassFileTransformer transformer) {
    undo.push(() -> instrumentation.removeTransformer(transformer));
  }

  /**
   * The hook that has JNA look methods up by their plain names. Where methods stay wrapped it stays
   * too, in the classes that are loaded: their look-up might fail without.
   */
  void addLookUp(ResettableClassFileTransformer transformer, DiscoveryStrategy classes) {
    undo.push(
        () -> {
          if (report.hasWrapped()) {
            transformer.reset(instrumentation, RedefinitionStrategy.DISABLED);
            report.staysHooked(
                "com.sun.jna.NativeLibrary", "it looks up methods that stay wrapped");
          } else {
            transformer.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION, classes);
          }
        });
  }

  void add(CallSiteTransformer transformer) {
    undo.push(() -> transformer.uninstall(instrumentation));
  }

  /** Takes all hooks away; what cannot be restored is in the report. */
  public void uninstall() {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (RuntimeException | LinkageError failure) {
        report.staysHooked("hooked classes", "restoring them failed: " + failure);
      }
    }
  }
}
