package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** A recording stops without shutdown during or soon after MAPI calls under impersonation. */
public final class EndedAbruptlyWhileImpersonating implements Rule {

  /** Events of other work that may follow the last impersonated call. */
  private static final long SOON_MICROS = 10_000_000;

  private static final RuleInfo INFO =
      new RuleInfo(
          "ended-abruptly-while-impersonating",
          Severity.CRITICAL,
          "The process ended without shutdown soon after MAPI calls under impersonation",
          "Look for event 4999 with BlockImpersonatedCallers in the application event log and for a"
              + " crash dump. Do not use thread impersonation with APIs that do not support it.",
          "004");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.endedAbruptly(this::ended);
  }

  private void ended(Audit audit) {
    Call last = audit.lastImpersonatedCall();
    if (last != null && (!last.isReturned() || audit.now() - last.enteredMicros() <= SOON_MICROS)) {
      audit.raise(this, last, () -> draft(last, audit));
    }
  }

  private Finding.Builder draft(Call last, Audit audit) {
    return audit
        .draft(this, last)
        .expected(audit.name(audit.processIdentity()))
        .message(
            "Certain: the recording stops without an orderly end, "
                + Words.seconds(audit.now() - last.enteredMicros())
                + " after "
                + Words.operation(last)
                + " on "
                + Words.thread(last.thread())
                + " as "
                + Words.who(audit, last.identity())
                + ", with "
                + audit.liveSessions().size()
                + " live sessions. Possible: Exchange shut the process down because it blocks"
                + " impersonated callers (FastFail, event 4999 with BlockImpersonatedCallers). A"
                + " process killed from outside, a lost machine, or one that is still running looks"
                + " the same.");
  }
}
