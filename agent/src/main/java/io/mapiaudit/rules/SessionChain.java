package io.mapiaudit.rules;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sessions in the order in which they were added. Each carries its own links, a pair for each kind
 * of chain: to be in a chain takes no entry, and to leave it no search. To others it is
 * unmodifiable.
 */
final class SessionChain extends AbstractCollection<Session> {

  /** What there are chains of; a session is in one chain of each kind at most. */
  enum Of {
    RUN(0),
    USER(2),
    PROFILE(4);

    private final int place;

    Of(int place) {
      this.place = place;
    }
  }

  /** Places for links that each session needs. */
  static final int LINKS = 2 * Of.values().length;

  private final int older;
  private final int newer;
  private Session first;
  private Session last;
  private int size;

  SessionChain(Of kind) {
    older = kind.place;
    newer = older + 1;
  }

  /** Adds a session that is in no chain of this kind. */
  void append(Session session) {
    if (last == null) {
      first = session;
    } else {
      last.links[newer] = session;
      session.links[older] = last;
    }
    last = session;
    size++;
  }

  /** Takes a session out; false when it is in no chain of this kind. */
  boolean take(Session session) {
    Session before = session.links[older];
    Session after = session.links[newer];
    if (before == null && session != first) {
      return false;
    }
    if (before == null) {
      first = after;
    } else {
      before.links[newer] = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.links[older] = before;
    }
    session.links[older] = null;
    session.links[newer] = null;
    size--;
    return true;
  }

  void takeAll() {
    while (first != null) {
      take(first);
    }
  }

  /** The session that has been there longest, null when there is none. */
  Session first() {
    return first;
  }

  /** The session that came last, null when there is none. */
  Session last() {
    return last;
  }

  /** The session that came before this one, null when it is the first. */
  Session before(Session session) {
    return session.links[older];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<Session> iterator() {
    return new Iterator<Session>() {
      private Session next = first;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Session next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        Session session = next;
        next = session.links[newer];
        return session;
      }
    };
  }
}
