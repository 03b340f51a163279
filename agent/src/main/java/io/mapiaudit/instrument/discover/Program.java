package io.mapiaudit.instrument.discover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The classes that were read, as far as they may matter. The first of a name counts. */
final class Program {

  /** Bridges themselves, and what every program has of them, are nobody's own code. */
  private static final String[] LIBRARIES = {"com/sun/jna/", "com/jacob/", "com4j/", "java/"};

  private static final String[] BRIDGES = {
    "com/sun/jna/", "com/jacob/", "com4j/", "java/lang/foreign/"
  };

  private final Map<String, ClassFact> classes = new LinkedHashMap<>();
  private final Set<String> registered = new HashSet<>();

  void add(ClassFact fact) {
    for (String library : LIBRARIES) {
      if (fact.name().startsWith(library)) {
        return;
      }
    }
    boolean bridged = fact.usesAny(BRIDGES);
    if (bridged && fact.registersNatives()) {
      registered.addAll(fact.texts()); // The class itself, or one that it names.
    }
    if (!bridged) {
      fact.texts()
          .clear(); // Only names of bridges are looked for; large programs have many others.
    }
    if (bridged || fact.isInterface() || fact.hasNatives() || Callbacks.hasLikelyOne(fact)) {
      classes.putIfAbsent(fact.name(), fact);
    }
  }

  Iterable<ClassFact> classes() {
    return classes.values();
  }

  ClassFact get(String name) {
    return classes.get(name);
  }

  /** True when JNA's direct mapping may bind the natives of a class. */
  boolean isDirectlyMapped(ClassFact fact) {
    return registered.contains(fact.name());
  }

  /** True when a class has a supertype, near or far, whose name begins so. */
  boolean inherits(ClassFact fact, String prefix) {
    return supertypes(fact).stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** All supertypes, as far as they were read. */
  Set<String> supertypes(ClassFact fact) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(fact.supertypes());
    while (!open.isEmpty()) {
      String name = open.pop();
      ClassFact next = found.add(name) ? classes.get(name) : null;
      if (next != null) {
        open.addAll(next.supertypes());
      }
    }
    return found;
  }
}
