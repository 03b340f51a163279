package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The advise sinks of a run, found by address, by context value or by callback object. */
final class Sinks {

  static final int LIMIT = 16_384;

  /** A pointer is a key of its own; sinks without one are told apart by their callback. */
  private final Map<Long, Sink> byPointer = new LinkedHashMap<>();

  private final Map<Long, Sink> anonymous = new LinkedHashMap<>();
  private final Map<Long, Set<Sink>> byContext = new HashMap<>();
  private final Map<Long, Set<Sink>> byCallback = new HashMap<>();

  /** A sink was made; whatever was known at its address is gone. */
  void created(long pointer, long context, long callback) {
    destroyed(pointer);
    add(new Sink(pointer, context, callback));
  }

  /** A sink was made around another one, whose callback it leads to. */
  void wrapped(long pointer, long inner) {
    Sink known = byPointer.get(inner);
    if (known != null && pointer != inner) {
      created(pointer, known.context, known.callback);
    }
  }

  /** The sink that Advise names, known or not; null when it names none. */
  Sink advised(long pointer, long callback) {
    Map<Long, Sink> map = pointer == 0 ? anonymous : byPointer;
    long key = pointer == 0 ? callback : pointer;
    if (key == 0) {
      return null;
    }
    Sink known = map.get(key);
    return known != null ? known : add(new Sink(pointer, 0, callback));
  }

  void destroyed(long pointer) {
    Sink sink = byPointer.remove(pointer);
    if (sink != null) {
      unlist(byContext, sink.context, sink);
      unlist(byCallback, sink.callback, sink);
      for (Registration registration : new ArrayList<>(sink.registrations)) {
        withdraw(registration);
      }
    }
  }

  void withdraw(Registration registration) {
    registration.session.withdraw(registration);
    registration.sink.registrations.remove(registration);
    registration.sink.lastSession = registration.session;
  }

  /** The sessions a notification may be for; empty when nothing about it is known. */
  void attribute(Call call, long pointer, long context, long callback) {
    Sink sink = pointer == 0 ? null : byPointer.get(pointer);
    if (sink != null && attribute(call, Attribution.SINK, Collections.singleton(sink))) {
      return;
    }
    if (context != 0
        && attribute(call, Attribution.CONTEXT, sameCallback(byContext.get(context), callback))) {
      return;
    }
    if (callback != 0) {
      attribute(call, Attribution.CALLBACK, byCallback.get(callback));
    }
  }

  private static Set<Sink> sameCallback(Set<Sink> sinks, long callback) {
    if (sinks == null || sinks.size() == 1 || callback == 0) {
      return sinks;
    }
    Set<Sink> same = new LinkedHashSet<>(sinks);
    same.removeIf(sink -> sink.callback != callback);
    return same.isEmpty() ? sinks : same;
  }

  private static boolean attribute(Call call, Attribution how, Set<Sink> sinks) {
    if (sinks == null) {
      return false;
    }
    List<Session> sessions = new ArrayList<>(2);
    for (Sink sink : sinks) {
      sink.addSessionsTo(sessions);
    }
    if (sessions.isEmpty()) {
      return false;
    }
    call.attribution = how;
    call.candidates = new Candidates(sessions);
    return true;
  }

  private Sink add(Sink sink) {
    Map<Long, Sink> map = sink.pointer == 0 ? anonymous : byPointer;
    if (map.size() >= LIMIT) {
      forgetOldest(map);
    }
    map.put(sink.pointer == 0 ? sink.callback : sink.pointer, sink);
    list(byContext, sink.context, sink);
    list(byCallback, sink.callback, sink);
    return sink;
  }

  private void forgetOldest(Map<Long, Sink> map) {
    Sink oldest = map.values().iterator().next();
    map.values().remove(oldest);
    unlist(byContext, oldest.context, oldest);
    unlist(byCallback, oldest.callback, oldest);
  }

  private static void list(Map<Long, Set<Sink>> map, long key, Sink sink) {
    if (key != 0) {
      map.computeIfAbsent(key, k -> new LinkedHashSet<>(2)).add(sink);
    }
  }

  private static void unlist(Map<Long, Set<Sink>> map, long key, Sink sink) {
    Set<Sink> sinks = map.get(key);
    if (sinks != null && sinks.remove(sink) && sinks.isEmpty()) {
      map.remove(key);
    }
  }

  int size() {
    return byPointer.size() + anonymous.size();
  }
}
