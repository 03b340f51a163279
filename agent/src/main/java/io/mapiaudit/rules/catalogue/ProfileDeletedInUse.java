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

/**
 * A profile is deleted while a session uses it; graver once a call of such a session fails the way
 * a missing profile makes it fail.
 */
public final class ProfileDeletedInUse implements Rule {

  private static final int MARKED = 0;
  private static final int MISSED = 1;

  private static final RuleInfo INFO =
      new RuleInfo(
          "profile-deleted-in-use",
          Severity.HIGH,
          "DeleteProfile on a profile that a live session uses",
          "Delete temporary profiles after their last session has ended. MAPI builds with both fixes"
              + " of source 003 (MAPI32.dll 5.5.2657.50, Exchange 2003 SP1) keep them until then.",
          "003");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settled(Kind.PROFILE_DELETE, this::deleted);
    on.settledMapiCalls(this::failed);
  }

  private void deleted(Call call, Audit audit) {
    ProfileUse use = audit.profiles().of(audit, call.text());
    if (call.succeeded() && use != null) {
      Session session = use.liveSessions().iterator().next();
      audit.raise(
          this,
          call.evidence(),
          call.entryPoint(),
          MARKED,
          () -> audit.draft(this, call, session).message(marked(call, session, audit)));
    }
  }

  private void failed(Call call, Audit audit) {
    if (!call.failedWith(Words.MAPI_E_CALL_FAILED) || call.session() == null) {
      return;
    }
    Session session = call.session();
    ProfileUse use = session.profileUse();
    Call deletion = use == null ? null : use.deletion();
    if (deletion != null && deletion != call) {
      audit.raise(
          this,
          deletion.evidence(),
          deletion.entryPoint(),
          MISSED,
          () -> missed(call, session, use, audit));
    }
  }

  private static String marked(Call call, Session session, Audit audit) {
    boolean ours = session.audit() == audit;
    return Words.operation(call)
        + " on "
        + Words.thread(call.thread())
        + " deleted "
        + Words.profile(call.text())
        + " as "
        + Words.who(audit, call.identity())
        + " while it was used by "
        + Words.session(session)
        + (ours ? "" : ", in process " + session.audit().run().pid())
        + (call.identity().isSameUser(session.identity())
            ? ". Documented: MAPI only marks such a profile and deletes it after its last session."
                + " Likely: a MAPIInitialize in another process, another Windows session or under"
                + " another user's token purges it before."
            : ". MAPI keeps the list of profiles in use per user; deleted by another user, the"
                + " profile is likely gone at once.");
  }

  private Finding.Builder missed(Call call, Session session, ProfileUse use, Audit audit) {
    Call deletion = use.deletion();
    return audit
        .draft(this, call, session)
        .severity(Severity.CRITICAL)
        .originStack(deletion.evidence())
        .message(
            "Certain: "
                + Words.operation(call)
                + " of "
                + Words.session(session)
                + ", failed with MAPI_E_CALL_FAILED, "
                + Words.seconds(audit.now() - deletion.enteredMicros())
                + " after "
                + deletion.entryPoint().displayName()
                + " on "
                + Words.thread(deletion.thread())
                + " deleted its profile \""
                + use.name()
                + "\". Likely: the profile was purged from the registry while in use"
                + " (ERROR_KEY_DELETED), and all further work of the session fails.");
  }
}
