package io.mapiaudit.capture;

import io.mapiaudit.journal.Ref;
import io.mapiaudit.model.Stack;

/** How to take the stack of a notification, should it be wanted. */
interface StackSource {

  /** The calling thread's stack; null when it has none. */
  Ref<Stack> take(CallStacks stacks);
}
