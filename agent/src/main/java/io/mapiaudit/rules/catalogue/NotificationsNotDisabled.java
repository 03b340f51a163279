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

/**
 * An impersonated session whose profile still lets MAPI fetch notifications asynchronously. Decided
 * once per session: at its first Advise, else at its end or the run's, because the flag may be set
 * after the logon and the remedy depends on whether the program uses Advise.
 */
public final class NotificationsNotDisabled implements Rule {

  private static final int ADVISE_UNSEEN = 0;
  private static final int ADVISE_SEEN = 1;

  private static final RuleInfo INFO =
      new RuleInfo(
          "notifications-not-disabled",
          Severity.MEDIUM,
          "An impersonated session's profile does not turn notifications off",
          "Run the process as a user with permissions on the mailboxes. If that cannot be, set"
              + " CONNECT_NO_NOTIFICATIONS (0x20) in PR_PROFILE_CONNECT_FLAGS, unless the program"
              + " uses notifications.",
          "000");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settled(Kind.ADVISE, this::advised);
    on.closing(this::judge);
  }

  private void advised(Call call, Audit audit) {
    if (call.session() != null) {
      judge(call.session(), audit);
    }
  }

  private void judge(Session session, Audit audit) {
    if (session.isImpersonated()
        && session.firstTime(this)
        && !audit.mayBeQuiet(session.profile())) {
      audit.raise(
          this,
          session.logonStack(),
          session.logon().entryPoint(),
          audit.advises() ? ADVISE_SEEN : ADVISE_UNSEEN,
          () -> draft(session, audit));
    }
  }

  private Finding.Builder draft(Session session, Audit audit) {
    String advise =
        audit.advises()
            ? "The program calls Advise: it uses notifications, so the flag is no remedy for it"
                + " unless it can do without them."
            : "The program was not seen to call Advise so far, so setting the flag should cost it"
                + " nothing.";
    return audit
        .draft(this, session.logon(), session)
        .message(
            "For "
                + Words.session(session)
                + ", "
                + Words.profile(session.profile())
                + " was not seen to get CONNECT_NO_NOTIFICATIONS (0x20) in"
                + " PR_PROFILE_CONNECT_FLAGS. MAPI then parks an asynchronous request for"
                + " notifications with the server even when nobody called Advise, and is likely to"
                + " serve it on threads in the identity of the process, "
                + Words.who(audit, audit.processIdentity())
                + ". "
                + advise);
  }
}
