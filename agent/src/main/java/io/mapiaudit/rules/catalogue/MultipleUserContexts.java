package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;

/** Sessions of two users live in one process: MAPI keeps a connection list for each. */
public final class MultipleUserContexts implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "multiple-user-contexts",
          Severity.HIGH,
          "Sessions of more than one user live in the process",
          "Do all MAPI work of a process as a single service account that has permissions on the"
              + " mailboxes, and reduce or eliminate thread impersonation.",
          "001");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.loggedOn(this::loggedOn);
  }

  private void loggedOn(Session session, Audit audit) {
    if (audit.contextCount() > 1 && audit.isOnlyOfItsUser(session)) {
      audit.raise(
          this, session.logonStack(), session.logon().entryPoint(), 0, () -> draft(session, audit));
    }
  }

  private Finding.Builder draft(Session session, Audit audit) {
    Session other = other(session, audit);
    return audit
        .draft(this, session.logon(), session)
        .expected(audit.name(other.identity()))
        .related(Evidence.otherLogons(audit, session))
        .message(
            "With "
                + Words.session(session)
                + ", sessions of "
                + audit.contextCount()
                + " users live in this process: "
                + Words.contexts(audit)
                + ". Before it there was "
                + Words.session(other)
                + ". It is certain that there are several user contexts; MAPI keeps a separate"
                + " connection list for each, and its polling threads, which run as the process,"
                + " then find none that fits. Likely consequence: the release of a message store"
                + " hangs.");
  }

  private static Session other(Session session, Audit audit) {
    for (Session context : audit.contexts()) {
      if (!context.identity().isSameUser(session.identity())) {
        return context;
      }
    }
    return session;
  }
}
