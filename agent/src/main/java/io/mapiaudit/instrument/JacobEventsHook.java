package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code com.jacob.com.DispatchEvents}: who listens to whose events. Its constructors meet in the
 * one with four parameters.
 */
final class JacobEventsHook implements Hook {

  @Override
  public String typeName() {
    return "com.jacob.com.DispatchEvents";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Construct.class).on(isConstructor().and(takesArguments(4))))
        .visit(Advice.to(Release.class).on(named("safeRelease").and(takesArguments(0))));
  }

  /** Advice of the constructor. */
  static final class Construct {
    private Construct() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) Object source, @Advice.Argument(1) Object sink) {
      return Probe.bridgeEntered(ProbeSink.JACOB_ADVISE, null, new Object[] {source, sink});
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object events, @Advice.Enter Object call) {
      Probe.returned(call, events, null);
    }
  }

  /** Advice of {@code safeRelease()}. */
  static final class Release {
    private Release() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object events) {
      return Probe.bridgeEntered(ProbeSink.JACOB_UNADVISE, events, null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable thrown) {
      Probe.returned(call, null, thrown);
    }
  }
}
