package io.mapiaudit.capture;

import io.mapiaudit.model.Kind;
import io.mapiaudit.model.Stack;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides when a stack is worth its cost, and takes it. */
final class StackRecorder {

  /** Stacks taken of suspicious calls of one combination before only every 64th is. */
  private static final int SUSPICIOUS_BUDGET = 64;

  /** Combinations remembered; beyond that stacks are taken again, which costs but loses nothing. */
  private static final int MAX_COMBINATIONS = 20_000;

  private static final Set<Kind> ALWAYS =
      EnumSet.of(
          Kind.LOGON,
          Kind.LOGOFF,
          Kind.ADVISE,
          Kind.PROFILE_DELETE,
          Kind.IMPERSONATE,
          Kind.REVERT,
          Kind.INITIALIZE);

  private final ConcurrentHashMap<Combination, AtomicInteger> seen = new ConcurrentHashMap<>();

  /**
   * Whether a call's stack should be taken.
   *
   * @param target the entry point, compared by identity
   * @param sid of the calling thread
   * @param suspicious true when the call looks like evidence of a finding
   */
  boolean wants(Kind kind, Object target, String sid, boolean suspicious) {
    if (ALWAYS.contains(kind)) {
      return true;
    }
    if (seen.size() > MAX_COMBINATIONS) {
      seen.clear();
    }
    Combination combination = new Combination(target, sid);
    AtomicInteger count = seen.get(combination);
    if (count == null) {
      seen.putIfAbsent(combination, new AtomicInteger(1));
      return true;
    }
    if (!suspicious) {
      return false;
    }
    int times = count.incrementAndGet();
    return times <= SUSPICIOUS_BUDGET || times % SUSPICIOUS_BUDGET == 0;
  }

  /** The calling thread's stack without the agent's own frames. */
  static Stack take() {
    return StackFrames.of(new Throwable().getStackTrace());
  }

  /** An entry point and a user. */
  private static final class Combination {
    private final Object target;
    private final String sid;

    Combination(Object target, String sid) {
      this.target = target;
      this.sid = sid;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Combination
          && ((Combination) other).target == target
          && ((Combination) other).sid.equals(sid);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(target) + sid.hashCode();
    }
  }
}
