package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.HandOver;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Session;
import io.mapiaudit.rules.Subscriptions;

/** An object of a session is used or released under another user than the session's. */
public final class SessionCrossesIdentities implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "session-crosses-identities",
          Severity.HIGH,
          "A session's object is used or released as another user than the session's",
          "Use and release a session's objects only on threads that act as the user who logged on,"
              + " or do all MAPI work as a single service account without impersonation.",
          "001",
          "design");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settledMapiCalls(this::used);
  }

  private void used(Call call, Audit audit) {
    Session session = call.session();
    if (session == null || call.kind() == Kind.LOGON) {
      return;
    }
    boolean judged = session.identity().isKnown() && call.identity().isKnown();
    if (judged && !session.identity().isSameUser(call.identity())) {
      audit.raise(this, call, () -> draft(call, session, audit));
    }
  }

  private Finding.Builder draft(Call call, Session session, Audit audit) {
    String verb = call.kind() == Kind.RELEASE ? " released" : " used";
    StringBuilder message =
        new StringBuilder()
            .append(Words.operation(call))
            .append(" on ")
            .append(Words.thread(call.thread()))
            .append(verb)
            .append(" an object of ")
            .append(Words.session(session))
            .append(", while the thread acted as ")
            .append(Words.who(audit, call.identity()))
            .append(audit.isProcess(call.identity()) ? ", the identity of the process. " : ". ")
            .append("MAPI keeps a connection list per user; this call is likely to look for the")
            .append(" session's connection in the wrong one.");
    Call notification = call.enclosingNotification();
    if (notification != null) {
      message
          .append(" The call was made inside the notification callback ")
          .append(notification.entryPoint().displayName())
          .append(": it is a crossing of its own beside the callback's identity.");
    }
    Finding.Builder draft = audit.draft(this, call, session);
    HandOver handOver = call.thread().handOver();
    if (handOver != null && handOver.identity().isSameUser(session.identity())) {
      message
          .append(" Likely cause: ")
          .append(Words.handOver(audit, handOver))
          .append("; the token did not come along (see identity-not-propagated).");
      draft.originStack(handOver.stack());
    } else if (call.thread().tokenOrigin() != null && call.identity().isImpersonating()) {
      draft.originStack(call.thread().tokenOrigin().stack());
    } else if (!call.identity().isImpersonating()) {
      draft.originStack(Stack.EMPTY);
    }
    return draft.message(message.toString());
  }
}
