package io.mapiaudit.output.metrics;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The global registry of one Micrometer of the application, called by reflection. The application's
 * objects are held weakly: when it is undeployed, the agent must not keep it.
 */
final class ForeignRegistry {

  private static final String PACKAGE = "io.micrometer.core.instrument.";

  private final WeakReference<Object> registry;
  private final CellFunctions functions;
  private final List<WeakReference<Object>> meters = new ArrayList<>();
  private int registered;

  private ForeignRegistry(Object registry, CellFunctions functions) {
    this.registry = new WeakReference<>(registry);
    this.functions = functions;
  }

  /**
   * The global registry behind the class {@code Metrics}, null when nothing was added to it so far:
   * then the application does not use it.
   *
   * @param metrics initialised already
   */
  static ForeignRegistry of(Class<?> metrics, CellFunctions functions)
      throws ReflectiveOperationException {
    Object global = metrics.getField("globalRegistry").get(null);
    Collection<?> parts =
        (Collection<?>)
            type(metrics, "composite.CompositeMeterRegistry")
                .getMethod("getRegistries")
                .invoke(global);
    return parts.isEmpty() ? null : new ForeignRegistry(global, functions);
  }

  /** False when the application has dropped it. */
  boolean isThere() {
    return registry.get() != null;
  }

  /** Registers what is new. */
  void register(List<Reading> all) throws ReflectiveOperationException {
    Object global = registry.get();
    if (global == null || registered == all.size()) {
      return;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // What the application hung into its registry may look for its own classes through it.
      thread.setContextClassLoader(global.getClass().getClassLoader());
      while (registered < all.size()) {
        // Counted first: what is refused is not tried again every second.
        Reading reading = all.get(registered++);
        meters.add(new WeakReference<>(register(reading, global)));
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Object register(Reading reading, Object global) throws ReflectiveOperationException {
    Object builder = builder(reading, global);
    Class<?> type = builder.getClass();
    type.getMethod("tags", String[].class)
        .invoke(builder, (Object) reading.tags().toArray(new String[0]));
    type.getMethod("description", String.class).invoke(builder, reading.description());
    if (reading.unit() != null) {
      type.getMethod("baseUnit", String.class).invoke(builder, reading.unit());
    }
    return type.getMethod("register", type(global.getClass(), "MeterRegistry"))
        .invoke(builder, global);
  }

  private Object builder(Reading reading, Object global) throws ReflectiveOperationException {
    Class<?> near = global.getClass();
    switch (reading.type()) {
      case TIMER:
        return type(near, "FunctionTimer")
            .getMethod(
                "builder",
                String.class,
                Object.class,
                ToLongFunction.class,
                ToDoubleFunction.class,
                TimeUnit.class)
            .invoke(
                null,
                reading.name(),
                reading.cell(),
                functions.count(),
                functions.nanos(),
                TimeUnit.NANOSECONDS);
      case COUNTER:
        return type(near, "FunctionCounter")
            .getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
            .invoke(null, reading.name(), reading.cell(), functions.value());
      default:
        return type(near, "Gauge")
            .getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
            .invoke(null, reading.name(), reading.cell(), functions.value());
    }
  }

  /** Takes back what was registered; Micrometer before 1.1 cannot do that and keeps last values. */
  void removeAll() throws ReflectiveOperationException {
    Object global = registry.get();
    if (global == null) {
      return;
    }
    Method remove;
    try {
      remove =
          type(global.getClass(), "MeterRegistry")
              .getMethod("remove", type(global.getClass(), "Meter"));
    } catch (NoSuchMethodException old) {
      return;
    }
    for (WeakReference<Object> each : meters) {
      Object meter = each.get();
      if (meter != null) {
        remove(remove, global, meter);
      }
    }
    meters.clear();
  }

  private static void remove(Method remove, Object global, Object meter)
      throws IllegalAccessException {
    try {
      remove.invoke(global, meter);
    } catch (InvocationTargetException refused) {
      // A listener of the application's; the other meters are to go all the same.
    }
  }

  private static Class<?> type(Class<?> near, String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, false, near.getClassLoader());
  }
}
