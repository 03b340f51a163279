package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.ProfileUse;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;
import java.util.Collections;

/**
 * MAPIInitialize under another user's token: it looks for profiles in use in that user's shared
 * memory, but purges those marked as deleted in the registry hive of the process's user.
 */
public final class InitializePurgesProfiles implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "initialize-purges-profiles",
          Severity.HIGH,
          "MAPIInitialize under impersonation while deleted profiles are still in use",
          "Call MAPIInitialize before impersonating, or load the user's hive; use a MAPI build with"
              + " the fix: MAPI32.dll 5.5.2657.50 (KB 818861), Exchange 2000 with KB 817375, Exchange"
              + " 2003. Do not delete a profile before its last session has ended.",
          "003");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settled(Kind.INITIALIZE, this::initialized);
  }

  private void initialized(Call call, Audit audit) {
    if (!audit.impersonatesOther(call.identity()) || (call.isReturned() && !call.succeeded())) {
      return;
    }
    for (ProfileUse use : audit.profiles().deletedInUse(audit)) {
      Session victim = invisibleTo(call, use);
      if (victim != null) {
        audit.raise(this, call, () -> draft(call, use, victim, audit));
        return;
      }
    }
  }

  /** A session that is not counted in the shared memory of the caller's user; null when none. */
  private static Session invisibleTo(Call call, ProfileUse use) {
    for (Session session : use.liveSessions()) {
      if (session.identity().isKnown() && !session.identity().isSameUser(call.identity())) {
        return session;
      }
    }
    return null;
  }

  private Finding.Builder draft(Call call, ProfileUse use, Session victim, Audit audit) {
    boolean ours = victim.audit() == audit;
    return audit
        .draft(this, call)
        .expected(audit.name(audit.processIdentity()))
        .related(
            Collections.singletonList(
                new Finding.Related(
                    victim.logon().thread().info(),
                    victim.audit().name(victim.identity()),
                    "opened the session that uses profile " + use.name(),
                    victim.logonStack())))
        .message(
            Words.operation(call)
                + " on "
                + Words.thread(call.thread())
                + " ran while the thread impersonated "
                + Words.who(audit, call.identity())
                + "; the registry hive it works on is likely that of the process's user, "
                + Words.who(audit, audit.processIdentity())
                + ". There "
                + Words.profile(use.name())
                + " is marked as deleted but used by "
                + Words.session(victim)
                + (ours ? "" : ", in process " + victim.audit().run().pid())
                + ". Certain: the impersonated user's list of profiles in use is not the one that"
                + " counts this session. Likely on MAPI builds without the fix: the profile is"
                + " purged from under it, and its calls fail with MAPI_E_CALL_FAILED.");
  }
}
