package io.mapiaudit.rules;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.event.CallEntered;
import io.mapiaudit.model.event.CallReturned;

/** A call or notification in progress or just over, with what the ledger knows of its object. */
public final class Call {

  private final CallEntered entered;
  private final ThreadState thread;
  private final StackMemory stacks;
  private CallReturned returned;
  Call outer;
  Session session;
  TrackedObject object;
  Candidates candidates = Candidates.NONE;
  Attribution attribution;
  Registration registration;
  Call olderRelease;
  Call newerRelease;
  boolean pendingRelease;
  boolean doubtful;

  Call(CallEntered entered, ThreadState thread, StackMemory stacks) {
    this.entered = entered;
    this.thread = thread;
    this.stacks = stacks;
    this.outer = thread.top;
  }

  long id() {
    return entered.sequence();
  }

  CallEntered event() {
    return entered;
  }

  void returned(CallReturned event) {
    returned = event;
  }

  public ThreadState thread() {
    return thread;
  }

  /** Who the thread acted as when the call began. */
  public Identity identity() {
    return entered.identity();
  }

  public EntryPoint entryPoint() {
    return entered.entryPoint();
  }

  public Kind kind() {
    return entered.entryPoint().kind();
  }

  /** Where it was called, as recorded now or when this entry point was last called as this user. */
  public Stack stack() {
    return entered.stack().isEmpty() ? stacks.of(this) : entered.stack();
  }

  /** The stack recorded with the result when there is one, else {@link #stack}. */
  public Stack evidence() {
    return returned == null || returned.stack().isEmpty() ? stack() : returned.stack();
  }

  /** When it began, microseconds since 1970-01-01 UTC. */
  public long enteredMicros() {
    return entered.timeMicros();
  }

  /** The profile name it was given, null for none. */
  public String text() {
    return entered.text();
  }

  /** See {@link CallEntered#argument}. */
  public long argument() {
    return entered.argument();
  }

  /**
   * The session its object belongs to; for a logon the new one; for a notification the one it was
   * attributed to when there is only one. Null when unknown.
   */
  public Session session() {
    return session;
  }

  /**
   * The sessions a notification may belong to; empty for calls. To be asked when it begins: all
   * live ones are those that live when asked.
   */
  public Candidates candidates() {
    return candidates;
  }

  /** How a notification's sessions were found; null for calls. */
  public Attribution attribution() {
    return attribution;
  }

  public boolean isReturned() {
    return returned != null;
  }

  /** True when it came back and did not fail. */
  public boolean succeeded() {
    return returned != null
        && !returned.threw()
        && !entryPoint().resultType().isFailure(returned.result());
  }

  /** True when it came back with this HRESULT. */
  public boolean failedWith(int hresult) {
    return returned != null
        && entryPoint().resultType() == EntryPoint.ResultType.HRESULT
        && (int) returned.result() == hresult;
  }

  /** The raw result, 0 while it has none. */
  long result() {
    return returned == null ? 0 : returned.result();
  }

  long created() {
    return returned == null ? 0 : returned.created();
  }

  Identity identityAfter() {
    return returned == null ? null : returned.identity();
  }

  /** The result as people write it; null while it has none or when it has no meaning. */
  public String formattedResult() {
    return returned == null || returned.threw()
        ? null
        : entryPoint().resultType().format(returned.result());
  }

  /** The innermost notification it was made in, null when it was made in none. */
  public Call enclosingNotification() {
    for (Call call = outer; call != null; call = call.outer) {
      if (call.kind() == Kind.NOTIFICATION) {
        return call;
      }
    }
    return null;
  }
}
