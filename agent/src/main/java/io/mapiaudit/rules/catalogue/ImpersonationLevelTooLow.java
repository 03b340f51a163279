package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** A MAPI call under a token that tells who the user is but does not let act as the user. */
public final class ImpersonationLevelTooLow implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "impersonation-level-too-low",
          Severity.HIGH,
          "MAPI call under a token of anonymous or identification level",
          "Get a token of impersonation level: ask the client for SecurityImpersonation (or"
              + " delegation, to reach another machine), or give the account the privilege"
              + " SeImpersonatePrivilege.",
          "Windows documentation, SECURITY_IMPERSONATION_LEVEL");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settledMapiCalls(this::called);
  }

  private void called(Call call, Audit audit) {
    Identity identity = call.identity();
    Identity.Level level = identity.level();
    boolean low = level == Identity.Level.ANONYMOUS || level == Identity.Level.IDENTIFICATION;
    if (low && identity.isImpersonating() && identity.isKnown()) {
      audit.raise(this, call, () -> draft(call, audit));
    }
  }

  private Finding.Builder draft(Call call, Audit audit) {
    return audit
        .draft(this, call)
        .message(
            Words.operation(call)
                + " on "
                + Words.thread(call.thread())
                + " ran under a token of "
                + Words.who(audit, call.identity())
                + " at "
                + call.identity().level().label()
                + " level. Certain: such a token does not let the thread act as its user. Likely:"
                + " access to files, registry and server is refused or done as someone else.");
  }
}
