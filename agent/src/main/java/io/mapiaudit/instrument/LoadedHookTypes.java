package io.mapiaudit.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;

/**
 * Finds the loaded classes a hook is for by their names alone, so that the thousands of others are
 * not described, let alone retransformed.
 */
final class LoadedHookTypes implements DiscoveryStrategy {

  private final List<String> names;

  LoadedHookTypes(List<String> names) {
    this.names = names;
  }

  @Override
  public Iterable<Iterable<Class<?>>> resolve(Instrumentation instrumentation) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (names.contains(type.getName())) {
        found.add(type);
      }
    }
    return Collections.singleton(found);
  }
}
