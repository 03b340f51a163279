package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;

/** A notification callback runs as the process, although its session was opened as someone else. */
public final class AsyncNotificationInProcessIdentity implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "async-notification-in-process-identity",
          Severity.CRITICAL,
          "A notification callback runs in the identity of the process, not of its session",
          "Do not impersonate: run the process as a user with permissions on the mailboxes. Where"
              + " that cannot be, and only if the program can do without notifications, set"
              + " CONNECT_NO_NOTIFICATIONS (0x20) in PR_PROFILE_CONNECT_FLAGS of the profile.",
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
    if (!audit.isProcess(call.identity())) {
      return;
    }
    Session session = affected(call);
    if (session != null) {
      audit.raise(this, call, () -> draft(call, session, audit));
    }
  }

  /** The session whose identity is missing; null when the notification fits one of its sessions. */
  private static Session affected(Call call) {
    return call.candidates().include(call.identity())
        ? null
        : call.candidates().firstImpersonated();
  }

  private Finding.Builder draft(Call call, Session session, Audit audit) {
    boolean certain = call.attribution().isCertain() && call.candidates().only() != null;
    String message =
        "The notification callback "
            + call.entryPoint().displayName()
            + " ran on "
            + Words.thread(call.thread())
            + " as "
            + Words.who(audit, call.identity())
            + ", the identity of the process, and not as "
            + Words.who(audit, session.identity())
            + " of "
            + Words.session(session)
            + ". The notification was attributed "
            + call.attribution().phrase()
            + (certain
                ? ". It is certain that the callback ran without the session's token"
                : ". It is certain that it ran as the process, likely that it was this session's")
            + "; whatever it did, it did as the user of the process. "
            + Words.consequence(audit.run().transport());
    return audit.draft(this, call, session).message(message);
  }
}
