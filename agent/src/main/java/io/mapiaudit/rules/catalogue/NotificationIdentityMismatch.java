package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Candidates;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;

/** A notification callback runs as someone who is neither its session's user nor the process's. */
public final class NotificationIdentityMismatch implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "notification-identity-mismatch",
          Severity.HIGH,
          "A notification callback runs in a third identity",
          "Do not let threads that serve MAPI notifications keep another user's token: revert before"
              + " dispatching, or do all MAPI work as one user.",
          "000");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.entered(Kind.NOTIFICATION, this::notified);
  }

  private void notified(Call call, Audit audit) {
    if (!audit.impersonatesOther(call.identity())) {
      return;
    }
    Candidates candidates = call.candidates();
    Session session = candidates.first();
    if (session != null && !candidates.include(call.identity()) && candidates.areKnown()) {
      audit.raise(this, call, () -> draft(call, session, audit));
    }
  }

  private Finding.Builder draft(Call call, Session session, Audit audit) {
    return audit
        .draft(this, call, session)
        .message(
            "The notification callback "
                + call.entryPoint().displayName()
                + " ran on "
                + Words.thread(call.thread())
                + " as "
                + Words.who(audit, call.identity())
                + ", who is neither the user of "
                + Words.session(session)
                + ", nor the user of the process, "
                + Words.who(audit, audit.processIdentity())
                + ". The notification was attributed "
                + call.attribution().phrase()
                + ". It is certain that the callback ran under that token; likely the thread got it"
                + " for other work. "
                + Words.consequence(audit.run().transport()));
  }
}
