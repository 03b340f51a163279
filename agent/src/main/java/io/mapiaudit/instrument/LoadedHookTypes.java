package io.mapiaudit.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
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

  private final List<String> names;

  LoadedHookTypes(List<String> names) {
    this.names = names;
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
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
          if (names.contains(type.getName()) && seen.add(type)) {
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
}
