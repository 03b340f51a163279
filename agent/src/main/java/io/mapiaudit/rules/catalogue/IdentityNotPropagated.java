package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.HandOver;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** Work handed over under impersonation makes MAPI calls as the process. */
public final class IdentityNotPropagated implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "identity-not-propagated",
          Severity.HIGH,
          "Work handed over under impersonation calls MAPI in the identity of the process",
          "Windows gives new threads and pool threads no impersonation token: impersonate in the task"
              + " itself and revert at its end, or do all MAPI work as one user without"
              + " impersonation.",
          "000",
          "design");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    for (Kind kind : Kind.values()) {
      // Joining and leaving the subsystem is done for the process, rightly as the process.
      boolean process = kind == Kind.INITIALIZE || kind == Kind.UNINITIALIZE;
      if (kind.isMapiCall() && !process) {
        on.settled(kind, this::called);
      }
    }
  }

  private void called(Call call, Audit audit) {
    HandOver handOver = call.thread().handOver();
    // A thread that set or dropped a token itself acts as it means to.
    if (handOver == null
        || call.thread().managesToken()
        || !audit.isProcess(call.identity())
        || call.enclosingNotification() != null) {
      return;
    }
    audit.raise(this, call, () -> draft(call, handOver, audit));
  }

  private Finding.Builder draft(Call call, HandOver handOver, Audit audit) {
    return audit
        .draft(this, call)
        .expected(audit.name(handOver.identity()))
        .originStack(handOver.stack())
        .message(
            Words.operation(call)
                + " on "
                + Words.thread(call.thread())
                + " ran as "
                + Words.who(audit, call.identity())
                + ", the identity of the process, although "
                + Words.handOver(audit, handOver)
                + ". It is certain that the token did not come along, and that nothing on this"
                + " thread set one since; likely the call was meant for that user. "
                + Words.consequence(audit.run().transport()));
  }
}
