package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/** What is known of a thread: who it acts as, what it is doing, and where it came from. */
public final class ThreadState {

  /** Deeper nesting only comes from lost returns; the outermost calls are then forgotten. */
  private static final int MAX_DEPTH = 64;

  private final ThreadInfo info;
  Identity identity;
  HandOver birth;
  String creator;
  TaskRun task;
  TokenOrigin token;
  Call top;
  Stack lastStack = Stack.EMPTY;
  Stack sampled = Stack.EMPTY;
  long lastSequence;
  boolean managesToken;
  boolean poolWorker;
  private int depth;

  ThreadState(ThreadInfo info) {
    this.info = info;
  }

  public ThreadInfo info() {
    return info;
  }

  /** The identity read last, null when none was. */
  public Identity identity() {
    return identity;
  }

  /** Name of the thread that started this one, null when unknown. */
  public String creator() {
    return creator;
  }

  /** The last stack seen of it, sampled ones first; {@link Stack#EMPTY} when none was. */
  public Stack lastStack() {
    return sampled.isEmpty() ? lastStack : sampled;
  }

  /** The stack sampled while it hung in its present call, {@link Stack#EMPTY} when none was. */
  public Stack sampledStack() {
    return sampled;
  }

  /**
   * Where its present token came from, null when that was not seen or it has none. The call that
   * was seen last is not the origin of another user's token.
   */
  public TokenOrigin tokenOrigin() {
    return token == null || isAnothers(token.identity()) ? null : token;
  }

  private boolean isAnothers(Identity user) {
    return user != null
        && identity != null
        && identity.isImpersonating()
        && identity.isKnown()
        && !identity.isSameUser(user);
  }

  /**
   * How the work it does now was given to it, null when it was not given under impersonation. Of a
   * pool thread only the task counts: who happened to make the pool grow does not.
   */
  public HandOver handOver() {
    if (task != null) {
      return task.handOver();
    }
    return poolWorker ? null : birth;
  }

  /** True once it took or gave back a token itself in the work it does now. */
  public boolean managesToken() {
    return managesToken;
  }

  /** True while it hangs in or executes a call. */
  boolean inCall() {
    return top != null;
  }

  void push(Call call) {
    top = call;
    sampled = Stack.EMPTY;
    if (++depth > MAX_DEPTH) {
      cut(call);
    }
  }

  private void cut(Call innermost) {
    depth = 1;
    Call call = innermost;
    while (call.outer != null && depth < MAX_DEPTH / 2) {
      call = call.outer;
      depth++;
    }
    call.outer = null;
  }

  /** Takes the call and everything nested in it off; null when it is not on this thread. */
  Call pop(long callId) {
    int popped = 0;
    for (Call call = top; call != null; call = call.outer) {
      popped++;
      if (call.id() == callId) {
        top = call.outer;
        depth -= popped;
        sampled = Stack.EMPTY;
        return call;
      }
    }
    return null;
  }

  /** Takes over what a call that sets or drops the thread's token did. */
  void tokenChanged(Call call) {
    if (!call.succeeded()) {
      return;
    }
    managesToken = true;
    Identity after = call.identityAfter();
    boolean holds = after == null ? call.kind() == Kind.IMPERSONATE : after.isImpersonating();
    if (!holds) {
      token = null;
    } else if (call.kind() == Kind.IMPERSONATE) {
      token = new TokenOrigin(call, after);
    }
  }

  void begin(TaskRun run) {
    task = run;
    poolWorker = true;
    managesToken = false;
  }

  /** Ends the task and everything nested in it; null when its start was not seen. */
  TaskRun end(long taskId) {
    for (TaskRun run = task; run != null; run = run.outer) {
      if (run.task() == taskId) {
        task = run.outer;
        managesToken = run.outerManagesToken;
        return run;
      }
    }
    return null;
  }
}
