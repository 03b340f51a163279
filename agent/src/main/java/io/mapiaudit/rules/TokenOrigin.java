package io.mapiaudit.rules;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;

/** Where a thread got its impersonation token. */
public final class TokenOrigin {

  private final Call call;
  private final Identity identity;

  TokenOrigin(Call call, Identity identity) {
    this.call = call;
    this.identity = identity;
  }

  public EntryPoint entryPoint() {
    return call.entryPoint();
  }

  public Stack stack() {
    return call.stack();
  }

  /** The call that set the token. */
  public Call call() {
    return call;
  }

  /** The thread's identity after it. */
  public Identity identity() {
    return identity;
  }
}
