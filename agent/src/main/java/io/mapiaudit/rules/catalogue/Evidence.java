package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.ThreadState;
import java.util.ArrayList;
import java.util.List;

/** Adds sessions and other threads to findings. */
final class Evidence {

  private static final int MAX_RELATED = 16;

  private Evidence() {}

  /** The threads that opened the sessions of other users, with the stacks of their logons. */
  static List<Finding.Related> otherLogons(Audit audit, Session than) {
    List<Finding.Related> related = new ArrayList<>();
    for (Session other : audit.contexts()) {
      if (!other.identity().isSameUser(than.identity()) && related.size() < MAX_RELATED) {
        related.add(
            new Finding.Related(
                other.logon().thread().info(),
                audit.name(other.identity()),
                "opened session " + other.number() + " as another user",
                other.logonStack()));
      }
    }
    return related;
  }

  /** The threads of the other contexts, with the stacks seen of them last. */
  static List<Finding.Related> otherContexts(Audit audit, ThreadState than) {
    List<Finding.Related> related = new ArrayList<>();
    for (Session session : audit.contexts()) {
      ThreadState thread = session.logon().thread();
      if (thread != than && related.size() < MAX_RELATED) {
        related.add(
            new Finding.Related(
                thread.info(),
                thread.identity() == null ? null : audit.name(thread.identity()),
                "opened session " + session.number() + " as " + audit.name(session.identity()),
                thread.lastStack()));
      }
    }
    return related;
  }
}
