package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;

/** The sessions that a notification may be for, in order of logon. */
public class Candidates implements Iterable<Session> {

  static final Candidates NONE = new Candidates(Collections.emptyList());

  private final Collection<Session> sessions;

  Candidates(Collection<Session> sessions) {
    this.sessions = sessions;
  }

  /** The first of them, null when there is none. */
  public final Session first() {
    return sessions.isEmpty() ? null : sessions.iterator().next();
  }

  /** The only one, null when there are several or none. */
  public final Session only() {
    return sessions.size() == 1 ? first() : null;
  }

  /** True when one of them is this user's. */
  public boolean include(Identity user) {
    for (Session session : sessions) {
      if (session.identity().isSameUser(user)) {
        return true;
      }
    }
    return false;
  }

  /** True when the users of all are known. */
  public boolean areKnown() {
    for (Session session : sessions) {
      if (!session.identity().isKnown()) {
        return false;
      }
    }
    return true;
  }

  /** The first that logged on impersonating another user than the process's, null for none. */
  public final Session firstImpersonated() {
    for (Session session : sessions) {
      if (session.isImpersonated()) {
        return session;
      }
    }
    return null;
  }

  /** Notes for each of them that work for one of them ran as the process in this call. */
  void sighted(Call call) {
    boolean certain = only() != null;
    for (Session session : sessions) {
      if (session.isImpersonated()) {
        session.sighted(new Sighting(call, certain));
      }
    }
  }

  @Override
  public final Iterator<Session> iterator() {
    return Collections.unmodifiableCollection(sessions).iterator();
  }
}
