package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** MAPI logon under another user's token: not supported. */
public final class ImpersonatedLogon implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "impersonated-logon",
          Severity.MEDIUM,
          "MAPI logon while the thread impersonates another user",
          "Do not use thread impersonation with MAPI: run the process as a user, or as a single"
              + " service account, with permissions on the mailboxes.",
          "000",
          "001",
          "004");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settled(Kind.LOGON, this::loggedOn);
  }

  private void loggedOn(Call call, Audit audit) {
    if (audit.impersonatesOther(call.identity())) {
      audit.raise(this, call, () -> draft(call, audit));
    }
  }

  private Finding.Builder draft(Call call, Audit audit) {
    return audit
        .draft(this, call)
        .expected(audit.name(audit.processIdentity()))
        .message(
            Words.operation(call)
                + " with "
                + Words.profile(call.text())
                + " on "
                + Words.thread(call.thread())
                + " ran while the thread impersonated "
                + Words.who(audit, call.identity())
                + "; the process runs as "
                + Words.who(audit, audit.processIdentity())
                + ". Thread impersonation with an API that does not support it is an unsupported"
                + " practice, and threads that MAPI starts do not get the token.");
  }
}
