package io.mapiaudit.instrument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** The hooks as they are installed in a JVM. */
public final class Installation {

  private final HookReport report;

  /** The last installed first. */
  private final Deque<BooleanSupplier> undo = new ArrayDeque<>();

  Installation(HookReport report) {
    this.report = report;
  }

  /**
   * Adds something to be undone.
   *
   * @param step takes a transformer away; false when the JVM does not remove it
   */
  void add(BooleanSupplier step) {
    undo.push(step);
  }

  /** Takes all hooks away; what cannot be restored is in the report. */
  public void uninstall() {
    while (!undo.isEmpty()) {
      try {
        if (!undo.pop().getAsBoolean()) {
          report.staysHooked("a class file transformer", "the JVM does not remove it");
        }
      } catch (RuntimeException | LinkageError failure) {
        report.staysHooked("hooked classes", "restoring them failed: " + failure);
      }
    }
  }
}
