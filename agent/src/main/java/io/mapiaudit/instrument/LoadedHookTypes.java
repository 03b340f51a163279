package io.mapiaudit.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;

/**
 * Finds the loaded classes a hook is for by their names alone, so that the thousands of others are
 * not described, let alone retransformed.
 */
final class LoadedHookTypes implements DiscoveryStrategy {

  private final Set<String> names;
  private final Set<String> supertypes;

  LoadedHookTypes(Collection<String> names) {
    this(names, Collections.emptySet());
  }

  /**
   * Finds classes.
   *
   * @param supertypes whose subclasses and implementations are meant too
   */
  LoadedHookTypes(Collection<String> names, Collection<String> supertypes) {
    this.names = new HashSet<>(names);
    this.supertypes = new HashSet<>(supertypes);
  }

  @Override
  public Iterable<Iterable<Class<?>>> resolve(Instrumentation instrumentation) {
    Class<?>[] loaded = instrumentation.getAllLoadedClasses();
    List<Class<?>> wanted = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (supertypes.contains(type.getName())) {
        wanted.add(type);
      }
    }
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (!type.isArray() && (names.contains(type.getName()) || isAnyOf(type, wanted))) {
        found.add(type);
      }
    }
    return Collections.singleton(found);
  }

  private static boolean isAnyOf(Class<?> type, List<Class<?>> wanted) {
    // A lambda's class, whose name holds a slash, cannot be retransformed.
    return type.getName().indexOf('/') < 0
        && wanted.stream().anyMatch(supertype -> supertype.isAssignableFrom(type));
  }
}
