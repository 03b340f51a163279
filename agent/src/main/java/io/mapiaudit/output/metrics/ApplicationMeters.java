package io.mapiaudit.output.metrics;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Shows the readings in the application's own Micrometer, wherever one is found among its class
 * loaders. Its classes are looked for rarely, and none is initialised for that. To be run once a
 * second.
 */
public final class ApplicationMeters implements Runnable {

  private static final String METRICS = "io.micrometer.core.instrument.Metrics";
  private static final int LONGEST_PAUSE = 64;

  private final Instrumentation instrumentation;
  private final ClassLoader own;
  private final Readings readings;
  private final CellFunctions functions;
  private final Consumer<Throwable> failures;
  private final List<ForeignRegistry> registries = new ArrayList<>();
  private final Set<Class<?>> done = Collections.newSetFromMap(new WeakHashMap<>());
  private Initialised initialised;
  private int pause = 1;
  private int wait = 1;
  private volatile int found;
  private boolean closed;

  /**
   * Meters that look for nothing until they are run.
   *
   * @param own the agent's class loader, whose Micrometer is not the application's
   * @param failures is given what the application's Micrometer throws; nothing else is told of it
   */
  public ApplicationMeters(
      Instrumentation instrumentation,
      ClassLoader own,
      Readings readings,
      CellFunctions functions,
      Consumer<Throwable> failures) {
    this.own = own;
    this.instrumentation = instrumentation;
    this.readings = readings;
    this.functions = functions;
    this.failures = failures;
  }

  /** How many registries of the application show the readings. */
  public int found() {
    return found;
  }

  @Override
  public synchronized void run() {
    if (closed) {
      return;
    }
    wait--;
    if (wait == 0) {
      search();
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      wait = pause;
    }
    registries.removeIf(registry -> !registry.isThere());
    for (ForeignRegistry registry : registries) {
      try {
        registry.register(readings.all());
      } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
        failures.accept(failure);
      }
    }
    found = registries.size();
  }

  private void search() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(METRICS) && type.getClassLoader() != own && !done.contains(type)) {
        try {
          use(type);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
          done.add(type);
          failures.accept(failure);
        }
      }
    }
  }

  private void use(Class<?> metrics) throws ReflectiveOperationException {
    if (initialised == null) {
      initialised = new Initialised(instrumentation);
    }
    ForeignRegistry registry =
        initialised.is(metrics) ? ForeignRegistry.of(metrics, functions) : null;
    if (registry != null) {
      done.add(metrics);
      registries.add(registry);
    }
  }

  /** Takes the readings out of the application's registries. */
  public synchronized void removeAll() {
    closed = true;
    for (ForeignRegistry registry : registries) {
      try {
        registry.removeAll();
      } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
        failures.accept(failure);
      }
    }
    registries.clear();
    found = 0;
  }
}
