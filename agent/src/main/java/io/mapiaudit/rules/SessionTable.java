package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The live sessions of a run and the user contexts they make up. */
final class SessionTable {

  static final int REMEMBERED_CLOSINGS = 1_024;

  private final SessionChain live = new SessionChain(SessionChain.Of.RUN);
  private final Map<String, SessionChain> contexts = new LinkedHashMap<>();
  private final Map<String, Long> lastClosed = BoundedMap.keepingLatestAdded(REMEMBERED_CLOSINGS);
  private final LiveCandidates anyLive = new LiveCandidates(this);
  private int unknown;
  private long count;

  long nextNumber() {
    return ++count;
  }

  void opened(Session session) {
    live.append(session);
    Identity user = session.identity();
    if (user.isKnown()) {
      contexts
          .computeIfAbsent(user.sid(), k -> new SessionChain(SessionChain.Of.USER))
          .append(session);
    } else {
      unknown++;
    }
  }

  void closed(Session session, long nowMicros) {
    session.live = false;
    Identity user = session.identity();
    if (live.take(session) && !user.isKnown()) {
      unknown--;
    }
    SessionChain context = contexts.get(user.sid());
    if (context != null && context.take(session) && context.isEmpty()) {
      contexts.remove(user.sid());
    }
    lastClosed.remove(user.sid());
    lastClosed.put(user.sid(), nowMicros);
  }

  /** Forgets every session; numbers go on. */
  void forget() {
    live.takeAll();
    contexts.values().forEach(SessionChain::takeAll);
    contexts.clear();
    lastClosed.clear();
    unknown = 0;
  }

  SessionChain live() {
    return live;
  }

  /** All live sessions, whichever these are when it is asked. */
  LiveCandidates anyLive() {
    return anyLive;
  }

  /** The first live session of every user, in the order of the users' first logons. */
  List<Session> contexts() {
    List<Session> first = new ArrayList<>(contexts.size());
    for (SessionChain sessions : contexts.values()) {
      first.add(sessions.first());
    }
    return first;
  }

  int contextCount() {
    return contexts.size();
  }

  /** The live sessions of this user, in order of logon; unmodifiable. */
  Collection<Session> liveOf(String sid) {
    SessionChain sessions = contexts.get(sid);
    return sessions == null ? Collections.emptyList() : sessions;
  }

  /** True when the users of all live sessions are known. */
  boolean isEveryUserKnown() {
    return unknown == 0;
  }

  /** When a session of this user was last closed, {@link Long#MIN_VALUE} when none was. */
  long lastClosed(String sid) {
    Long micros = lastClosed.get(sid);
    return micros == null ? Long.MIN_VALUE : micros;
  }
}
