package io.mapiaudit.rules;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Stack;
import java.util.Map;

/**
 * The last stack seen per entry point and user: the recorder takes a stack only the first time a
 * combination occurs. Remembers the latest used 1,024 combinations.
 */
final class StackMemory {

  static final int LIMIT = 1_024;

  private final Map<Key, Stack> stacks = BoundedMap.keepingLatestUsed(LIMIT);

  void remember(Call call) {
    Stack stack = call.event().stack();
    if (!stack.isEmpty()) {
      stacks.put(new Key(call.entryPoint(), call.identity().sid()), stack);
    }
  }

  Stack of(Call call) {
    Stack stack = stacks.get(new Key(call.entryPoint(), call.identity().sid()));
    return stack == null ? Stack.EMPTY : stack;
  }

  int size() {
    return stacks.size();
  }

  private static final class Key {
    private final EntryPoint entryPoint;
    private final String sid;

    Key(EntryPoint entryPoint, String sid) {
      this.entryPoint = entryPoint;
      this.sid = sid;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && sid.equals(((Key) other).sid)
          && entryPoint.equals(((Key) other).entryPoint);
    }

    // Not EntryPoint.hashCode: its enums hash by address, and it is costlier than this.
    @Override
    public int hashCode() {
      return 31 * entryPoint.name().hashCode() + sid.hashCode();
    }
  }
}
