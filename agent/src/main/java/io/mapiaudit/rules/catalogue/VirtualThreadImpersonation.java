package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Call;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;

/** A virtual thread impersonates: Windows ties the token to the carrier thread. */
public final class VirtualThreadImpersonation implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "virtual-thread-impersonation",
          Severity.HIGH,
          "A virtual thread impersonates; the token stays on its carrier",
          "Impersonate and call MAPI on platform threads only.",
          "design");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.settled(Kind.IMPERSONATE, this::impersonated);
    on.settledMapiCalls(this::called);
  }

  private void impersonated(Call call, Audit audit) {
    if (call.thread().info().isVirtual() && call.succeeded()) {
      audit.raise(this, call, () -> draft(call, audit, "took a token with "));
    }
  }

  /** The token may come from a call that is not hooked, or from the carrier's last passenger. */
  private void called(Call call, Audit audit) {
    if (call.thread().info().isVirtual()
        && audit.impersonatesOther(call.identity())
        && call.thread().tokenOrigin() == null) {
      audit.raise(this, call, () -> draft(call, audit, "found a token on its carrier in "));
    }
  }

  private Finding.Builder draft(Call call, Audit audit, String how) {
    Finding.Builder draft = audit.draft(this, call);
    if (call.thread().identity() != null) {
      draft.actual(audit.name(call.thread().identity()));
    }
    return draft.message(
        "The virtual "
            + Words.thread(call.thread())
            + " "
            + how
            + Words.operation(call)
            + ". Certain: Windows keeps the token on the carrier thread. Likely: after the next"
            + " blocking call this thread goes on without it, and another virtual thread goes on"
            + " with it.");
  }
}
