package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code com.sun.jna.platform.win32.COM.util.ComThread}: a factory's calls on their way to its own
 * thread, which is a pool's. The caller has to be tracked for the pool's hooks to look at it.
 */
final class JnaPeerHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.platform.win32.COM.util.ComThread";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(Execute.class).on(named("execute").and(takesArguments(1))));
  }

  /** Advice of {@code execute(Callable)}. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Probe.bridgeEntered(ProbeSink.JNA_CALLING, null, null);
    }
  }
}
