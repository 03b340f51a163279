package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.model.event.EnvironmentObserved.ABSENT;
import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;

/** The impersonated user's choice of transport is not the one MAPI reads. */
public final class TransportOfProcessUser implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "transport-of-process-user",
          Severity.LOW,
          "MapiHttpDisabled differs between the process's user and the impersonated one",
          "Set HKCU\\Software\\Microsoft\\Exchange\\MapiHttpDisabled for the user of the process: that"
              + " is the hive MAPI reads.",
          "002",
          "003");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.loggedOn(this::judge);
    on.environmentObserved(this::observed);
  }

  /** A value in one hive concerns the sessions of its user, in the process's hive all. */
  private void observed(Audit audit) {
    String fact = audit.latestFact();
    if (fact.startsWith(MAPI_HTTP_DISABLED)) {
      String sid = fact.substring(MAPI_HTTP_DISABLED.length());
      boolean ofProcess = sid.equals(audit.processIdentity().sid());
      for (Session session : ofProcess ? audit.liveSessions() : audit.liveSessions(sid)) {
        judge(session, audit);
      }
    }
  }

  private void judge(Session session, Audit audit) {
    if (!session.isImpersonated()) {
      return;
    }
    String process = value(audit, audit.processIdentity());
    String user = process == null ? null : value(audit, session.identity());
    if (user != null && disables(process) != disables(user) && session.firstTime(this)) {
      audit.raise(
          this,
          session.logonStack(),
          session.logon().entryPoint(),
          0,
          () -> draft(session, process, user, audit));
    }
  }

  private static String value(Audit audit, Identity identity) {
    return audit.environment(MAPI_HTTP_DISABLED + identity.sid());
  }

  private static boolean disables(String value) {
    return !value.equals(ABSENT) && !value.equals("0");
  }

  private Finding.Builder draft(Session session, String process, String user, Audit audit) {
    return audit
        .draft(this, session.logon(), session)
        .message(
            "MapiHttpDisabled is "
                + process
                + " for the user of the process, "
                + Words.who(audit, audit.processIdentity())
                + ", and "
                + user
                + " for the user of "
                + Words.session(session)
                + ". Impersonation does not change HKEY_CURRENT_USER: likely MAPI goes by the"
                + " former and "
                + (disables(process) ? "does not use" : "may use")
                + " MAPI over HTTP for this session, against the latter.");
  }
}
