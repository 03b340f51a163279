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
 * {@code com4j.EventProxy}: made on the thread that makes the calls just before it is handed to the
 * source, and called by native code with the events.
 */
final class Com4jEventHook implements Hook {

  @Override
  public String typeName() {
    return "com4j.EventProxy";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Construct.class).on(isConstructor().and(takesArguments(2))))
        .visit(Advice.to(Event.class).on(named("invoke").and(takesArguments(3))));
  }

  /** Advice of the constructor. */
  static final class Construct {
    private Construct() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(1) Object sink) {
      Probe.returned(Probe.bridgeEntered(ProbeSink.COM4J_ADVISE, sink, null), null, null);
    }
  }

  /** Advice of {@code invoke(int, int, Variant[])}. */
  static final class Event {
    private Event() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.FieldValue("javaObject") Object sink, @Advice.Argument(0) int event) {
      return Probe.bridgeEntered(ProbeSink.COM4J_EVENT, sink, new Object[] {event});
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable thrown) {
      Probe.returned(call, null, thrown);
    }
  }
}
