package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Severity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.rules.Audit;
import io.mapiaudit.rules.Rule;
import io.mapiaudit.rules.RuleInfo;
import io.mapiaudit.rules.Subscriptions;
import io.mapiaudit.rules.TaskRun;
import io.mapiaudit.rules.ThreadState;
import io.mapiaudit.rules.TokenOrigin;

/** A pool thread goes back to its pool with a token that its task did not start with. */
public final class ImpersonationLeftBehind implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "impersonation-left-behind",
          Severity.HIGH,
          "A task ends and leaves its thread impersonating",
          "Revert in a finally block around everything that runs under impersonation, before the"
              + " thread goes back to its pool.",
          "Windows bug check 0xDF",
          "Application Verifier stop 0x705");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.taskEnded(this::ended);
  }

  private void ended(TaskRun task, Audit audit) {
    Identity before = task.startIdentity();
    Identity after = task.endIdentity();
    if (!after.isImpersonating()
        || !after.isKnown()
        || !before.isKnown()
        || after.isSameUser(before)) {
      return;
    }
    TokenOrigin origin = originOf(after, task.thread().tokenOrigin());
    Stack place = origin != null ? origin.stack() : submission(task);
    audit.raise(
        this,
        place,
        origin == null ? null : origin.entryPoint(),
        0,
        () -> draft(task, origin, place, audit));
  }

  /** The call that set this very user's token, null when another call was the last one seen. */
  private static TokenOrigin originOf(Identity user, TokenOrigin last) {
    boolean fits = last != null && (last.identity() == null || last.identity().isSameUser(user));
    return fits ? last : null;
  }

  private static Stack submission(TaskRun task) {
    return task.handOver() == null ? Stack.EMPTY : task.handOver().stack();
  }

  private Finding.Builder draft(TaskRun task, TokenOrigin origin, Stack place, Audit audit) {
    ThreadState thread = task.thread();
    Finding.Builder draft =
        audit
            .draft(this)
            .thread(thread.info(), thread.creator())
            .expected(audit.name(task.startIdentity()))
            .actual(audit.name(task.endIdentity()))
            .stack(place)
            .originStack(origin == null ? Stack.EMPTY : origin.stack());
    if (origin != null) {
      draft.operation(new Finding.Operation(origin.entryPoint(), origin.call().formattedResult()));
    }
    return draft.message(
        "A task on "
            + Words.thread(thread)
            + " began as "
            + Words.who(audit, task.startIdentity())
            + " and ended while the thread impersonated "
            + Words.who(audit, task.endIdentity())
            + (origin == null
                ? "; where the token was set was not seen. "
                : "; the token was set by " + origin.entryPoint().displayName() + ". ")
            + "It is certain that the thread went back to its pool with that token; likely the next"
            + " task on it works as that user without knowing.");
  }
}
