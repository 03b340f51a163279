package io.mapiaudit.capture;

import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Stack;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stub by which native code calls Java. True once it is known to be a notification callback;
 * until then nothing is told of its calls.
 */
final class UpcallStub extends AtomicBoolean {

  private static final long serialVersionUID = 1;

  /** Where the stub was made; the stack of a native thread that calls it is empty. */
  private final transient Stack origin;

  private final transient UpcallTarget target;
  private volatile long address;
  private volatile boolean onNotify;

  UpcallStub(UpcallTarget target, Stack origin) {
    this.target = target;
    this.origin = origin;
  }

  UpcallTarget target() {
    return target;
  }

  /** Its code's address, 0 while it is being made. */
  long address() {
    return address;
  }

  void madeAt(long newAddress) {
    address = newAddress;
  }

  /** True for a method of the program's own sink, false for a plain callback. */
  boolean isOnNotify() {
    return onNotify;
  }

  void isNotification(boolean method) {
    onNotify = method;
    set(true);
  }

  /** The stack with which it is called, as far as there is one, else that which made it. */
  Ref<Stack> stack(CallStacks stacks) {
    return stacks.into(target.className(), target.methodName(), origin);
  }
}
