package io.mapiaudit.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;

/**
 * Finds the loaded classes a hook is for by their names alone, so that the thousands of others are
 * not described, let alone retransformed. Looks again until there are no new ones: hooking one
 * class may load another, which is not hooked while it is loaded for that.
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
    return () -> new Rounds(instrumentation);
  }

  /** The classes found, those found once more, and so on. */
  private final class Rounds implements Iterator<Iterable<Class<?>>> {
    private final Instrumentation instrumentation;
    private final Set<Class<?>> seen = new HashSet<>();
    private List<Class<?>> next;

    Rounds(Instrumentation instrumentation) {
      this.instrumentation = instrumentation;
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = new ArrayList<>();
        for (Class<?> type : meant(instrumentation.getAllLoadedClasses())) {
          if (seen.add(type)) {
            next.add(type);
          }
        }
      }
      return !next.isEmpty();
    }

    @Override
    public Iterable<Class<?>> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      List<Class<?>> found = next;
      next = null;
      return found;
    }
  }

  private List<Class<?>> meant(Class<?>[] loaded) {
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
    return found;
  }

  private static boolean isAnyOf(Class<?> type, List<Class<?>> wanted) {
    // A lambda's class, whose name holds a slash, cannot be retransformed.
    if (!wanted.isEmpty() && type.getName().indexOf('/') < 0) {
      for (Class<?> supertype : wanted) {
        if (supertype.isAssignableFrom(type)) {
          return true;
        }
      }
    }
    return false;
  }
}
