package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** A release hangs. */
public final class ReleaseStalled implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "release-stalled",
          Severity.CRITICAL,
          "A release has not come back",
          "Do all MAPI work of a process as a single service account that has permissions on the"
              + " mailboxes, and reduce or eliminate thread impersonation.",
          "001");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.releaseOverdue(this::overdue);
  }

  private void overdue(Call call, Audit audit) {
    audit.raise(this, call.stack(), call.entryPoint(), 0, () -> draft(call, audit));
  }

  private Finding.Builder draft(Call call, Audit audit) {
    Stack sampled = call.thread().sampledStack();
    return audit
        .draft(this, call)
        .stack(sampled.isEmpty() ? call.stack() : sampled)
        .related(Evidence.otherContexts(audit, call.thread()))
        .message(
            call.entryPoint().displayName()
                + " on "
                + Words.thread(call.thread())
                + ", called as "
                + Words.who(audit, call.identity())
                + (call.session() == null
                    ? ""
                    : " for an object of " + Words.session(call.session()))
                + ", has not come back for "
                + Words.seconds(audit.now() - call.enteredMicros())
                + ". "
                + likelihood(call, audit));
  }

  private static String likelihood(Call call, Audit audit) {
    switch (audit.contextCount()) {
      case 0:
        return "No session of a known user is live, so source 001's case is not at hand.";
      case 1:
        return "Only one user has live sessions, "
            + Words.contexts(audit)
            + ", so this is not source 001's case of several user contexts: likely a slow or lost"
            + " server, or the defect that MAPICDO 6.5.8244.0 fixed.";
      default:
        return "Certain: sessions of "
            + audit.contextCount()
            + " users are live: "
            + Words.contexts(audit)
            + ". "
            + PollingThreads.evidence(call, audit);
    }
  }
}
