package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.mapiaudit.boot.Probe;
import java.lang.reflect.Method;
import net.bytebuddy.asm.MemberSubstitution;

/** Replaces the call by which a pool or timer runs a task. */
final class TaskCall {

  private TaskCall() {}

  /**
   * The replacement.
   *
   * @param task the type whose {@code run} is called
   */
  static MemberSubstitution of(Class<? extends Runnable> task) {
    return MemberSubstitution.relaxed()
        .method(named("run").and(isDeclaredBy(task)))
        .replaceWith(replacement());
  }

  private static Method replacement() {
    try {
      return Probe.class.getMethod("runTask", Runnable.class);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
