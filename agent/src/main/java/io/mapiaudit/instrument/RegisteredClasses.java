package io.mapiaudit.instrument;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which loaded classes the application's JNA has registered for direct mapping. */
final class RegisteredClasses {

  private static final String JNA = "com.sun.jna.Native";

  private RegisteredClasses() {}

  static List<Class<?>> among(Class<?>[] loaded) {
    List<Class<?>> registered = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (type.getName().equals(JNA) && !OwnLoaders.include(type.getClassLoader())) {
        addAllOf(type, registered);
      }
    }
    return registered;
  }

  private static void addAllOf(Class<?> jna, List<Class<?>> registered) {
    try {
      Field field = jna.getDeclaredField("registeredClasses");
      field.setAccessible(true);
      Map<?, ?> classes = (Map<?, ?>) field.get(null);
      // JNA's own lock.
      synchronized (classes) {
        classes.keySet().forEach(type -> registered.add((Class<?>) type));
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJna) {
      // One that keeps them elsewhere, or in a module that is closed to us.
    }
  }
}
