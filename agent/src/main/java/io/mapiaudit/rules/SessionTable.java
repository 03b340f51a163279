package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The live sessions of a run and the user contexts they make up. */
final class SessionTable {

  static final int REMEMBERED_CLOSINGS = 1_024;

  private final Set<Session> live = new LinkedHashSet<>();
  private final Map<String, Set<Session>> contexts = new LinkedHashMap<>();
  private final Map<String, Long> lastClosed = BoundedMap.keepingLatestAdded(REMEMBERED_CLOSINGS);
  private long count;

  long nextNumber() {
    return ++count;
  }

  void opened(Session session) {
    live.add(session);
    if (session.identity().isKnown()) {
      contexts.computeIfAbsent(session.identity().sid(), k -> new LinkedHashSet<>(2)).add(session);
    }
  }

  void closed(Session session, long nowMicros) {
    session.live = false;
    live.remove(session);
    String sid = session.identity().sid();
    Set<Session> context = contexts.get(sid);
    if (context != null && context.remove(session) && context.isEmpty()) {
      contexts.remove(sid);
    }
    lastClosed.remove(sid);
    lastClosed.put(sid, nowMicros);
  }

  /** Forgets every session; numbers go on. */
  void forget() {
    live.clear();
    contexts.clear();
    lastClosed.clear();
  }

  Collection<Session> live() {
    return Collections.unmodifiableSet(live);
  }

  /** The first live session of every user, in the order of the users' first logons. */
  List<Session> contexts() {
    List<Session> first = new ArrayList<>(contexts.size());
    for (Set<Session> sessions : contexts.values()) {
      first.add(sessions.iterator().next());
    }
    return first;
  }

  int contextCount() {
    return contexts.size();
  }

  /** How many sessions of this user live. */
  int liveOf(String sid) {
    Set<Session> sessions = contexts.get(sid);
    return sessions == null ? 0 : sessions.size();
  }

  /** When a session of this user was last closed, {@link Long#MIN_VALUE} when none was. */
  long lastClosed(String sid) {
    Long micros = lastClosed.get(sid);
    return micros == null ? Long.MIN_VALUE : micros;
  }
}
