package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** JACOB's {@code InvocationProxy} classes: where native code tells a sink of an event. */
final class JacobEventHook implements Hook {

  private final String typeName;

  /** The hook of {@code InvocationProxyAllVariants} or {@code ActiveXInvocationProxy}. */
  JacobEventHook(String typeName) {
    this.typeName = typeName;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(Event.class).on(named("invoke").and(takesArguments(2))));
  }

  /** Advice of {@code invoke(String, Variant[])}. */
  static final class Event {
    private Event() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.This Object proxy,
        @Advice.FieldValue("mTargetObject") Object sink,
        @Advice.Argument(0) String event) {
      return Probe.bridgeEntered(ProbeSink.JACOB_EVENT, proxy, new Object[] {event, sink});
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.returned(call, null, thrown);
    }
  }
}
