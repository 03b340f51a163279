package io.mapiaudit.runtime;

import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/** The class loaders that have loaded anything of the application's. */
final class ApplicationLoaders implements Supplier<Collection<ClassLoader>> {

  private final Instrumentation instrumentation;

  ApplicationLoaders(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public Collection<ClassLoader> get() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    loaders.add(system);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null && loader != system.getParent() && !isOfTheAgent(loader)) {
        loaders.add(loader);
      }
    }
    return loaders;
  }

  private static boolean isOfTheAgent(ClassLoader loader) {
    Class<?> own = ApplicationLoaders.class.getClassLoader().getClass();
    return loader.getClass().equals(own) || loader.getClass().getSuperclass().equals(own);
  }
}
