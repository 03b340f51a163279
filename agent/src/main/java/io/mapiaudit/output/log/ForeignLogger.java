package io.mapiaudit.output.log;

import io.mapiaudit.model.Severity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A logger of the application's SLF4J, called by reflection: its classes are not the agent's. */
final class ForeignLogger {

  private final Object logger;
  private final Method error;
  private final Method warn;
  private final Method info;

  private ForeignLogger(Object logger, Class<?> type) throws NoSuchMethodException {
    this.logger = logger;
    // Methods of the interface: the class behind it may not be public.
    this.error = type.getMethod("error", String.class);
    this.warn = type.getMethod("warn", String.class);
    this.info = type.getMethod("info", String.class);
  }

  /**
   * The logger, or null when the loader sees no SLF4J, or one that logs to nowhere: to ask that one
   * would print its complaint on the application's error output.
   *
   * @throws ReflectiveOperationException when what it sees is not SLF4J, or fails to start
   */
  static ForeignLogger find(ClassLoader loader, String name) throws ReflectiveOperationException {
    Class<?> factory;
    try {
      factory = Class.forName("org.slf4j.LoggerFactory", false, loader);
    } catch (ClassNotFoundException absent) {
      return null;
    }
    if (!isBound(loader) && !isBound(factory.getClassLoader())) {
      return null;
    }
    Object logger = factory.getMethod("getLogger", String.class).invoke(null, name);
    return new ForeignLogger(logger, Class.forName("org.slf4j.Logger", false, loader));
  }

  /** SLF4J 1 looks for a class of that name; SLF4J 2 for a service, or what the property names. */
  private static boolean isBound(ClassLoader loader) {
    return loader != null
        && (loader.getResource("org/slf4j/impl/StaticLoggerBinder.class") != null
            || loader.getResource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null
            || System.getProperty("slf4j.provider") != null);
  }

  void log(Severity severity, String text)
      throws IllegalAccessException, InvocationTargetException {
    method(severity).invoke(logger, text);
  }

  private Method method(Severity severity) {
    switch (severity) {
      case CRITICAL:
      case HIGH:
        return error;
      case MEDIUM:
        return warn;
      default:
        return info;
    }
  }
}
