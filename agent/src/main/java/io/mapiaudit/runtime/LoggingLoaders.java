package io.mapiaudit.runtime;

import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The class loaders that have an SLF4J of the application's: that of a Spring Boot jar, one for
 * each web application that brings its own. While it has not loaded any, the system's.
 */
final class LoggingLoaders implements Supplier<Collection<ClassLoader>> {

  private static final String FACTORY = "org.slf4j.LoggerFactory";

  private final Instrumentation instrumentation;

  LoggingLoaders(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public Collection<ClassLoader> get() {
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(FACTORY) && isOfTheApplication(type.getClassLoader())) {
        loaders.add(type.getClassLoader());
      }
    }
    return loaders.isEmpty() ? Collections.singleton(ClassLoader.getSystemClassLoader()) : loaders;
  }

  /** The agent's own, one that was detached before included, are of the type that loaded this. */
  private static boolean isOfTheApplication(ClassLoader loader) {
    return loader != null
        && !loader.getClass().equals(LoggingLoaders.class.getClassLoader().getClass());
  }
}
