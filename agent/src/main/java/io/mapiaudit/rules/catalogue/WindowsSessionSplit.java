package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.ProfileUse;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;
import java.util.Collections;
import java.util.function.Supplier;

/** MAPI work is split over Windows sessions, which do not share MAPI's memory. */
public final class WindowsSessionSplit implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "windows-session-split",
          Severity.MEDIUM,
          "MAPI sessions live in different Windows sessions",
          "Run all processes that use a profile in one Windows session, or give each a profile of its"
              + " own; MAPI32.dll 5.5.2657.50 (KB 818861) and Exchange 2003 SP1 have the fix.",
          "003");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.loggedOn(this::loggedOn);
  }

  private void loggedOn(Session session, Audit audit) {
    Identity user = session.identity();
    if (user.isKnown() && user.isImpersonating() && differ(user, audit.processIdentity())) {
      raise(session, audit, () -> tokenDraft(session, audit));
      return;
    }
    ProfileUse use = session.profileUse();
    if (use == null || !use.isOfSeveralRuns()) {
      return;
    }
    for (Session other : use.liveSessions()) {
      if (other.audit() != audit
          && other.identity().isSameUser(user)
          && differ(other.identity(), user)) {
        raise(session, audit, () -> processDraft(session, other, audit));
        return;
      }
    }
  }

  private void raise(Session session, Audit audit, Supplier<Finding.Builder> draft) {
    audit.raise(this, session.logonStack(), session.logon().entryPoint(), 0, draft);
  }

  private static boolean differ(Identity one, Identity other) {
    return one.windowsSession() >= 0
        && other.windowsSession() >= 0
        && one.windowsSession() != other.windowsSession();
  }

  private Finding.Builder tokenDraft(Session session, Audit audit) {
    return audit
        .draft(this, session.logon(), session)
        .expected(audit.name(audit.processIdentity()))
        .message(
            "The token of "
                + Words.session(session)
                + ", belongs to Windows session "
                + session.identity().windowsSession()
                + ", the process to Windows session "
                + audit.processIdentity().windowsSession()
                + ". Likely on MAPI builds without the fix: parts of MAPI keep the list of profiles"
                + " in use in memory that the other Windows session does not see, and profiles are"
                + " purged while in use.");
  }

  private Finding.Builder processDraft(Session session, Session other, Audit audit) {
    return audit
        .draft(this, session.logon(), session)
        .related(
            Collections.singletonList(
                new Finding.Related(
                    other.logon().thread().info(),
                    other.audit().name(other.identity()),
                    "uses the profile in process " + other.audit().run().pid(),
                    other.logonStack())))
        .message(
            Words.session(session)
                + ", uses "
                + Words.profile(session.profile())
                + " in Windows session "
                + session.identity().windowsSession()
                + " (process "
                + audit.run().pid()
                + "), while process "
                + other.audit().run().pid()
                + " uses it as the same user in Windows session "
                + other.identity().windowsSession()
                + ". Certain: the two do not see each other's MAPI memory unless it is global."
                + " Likely on MAPI builds without the fix: one purges profiles that the other still"
                + " uses.");
  }
}
