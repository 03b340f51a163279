package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com4j.Wrapper}: what a calling thread asks of an object, before it goes to the thread that
 * makes the calls.
 */
final class Com4jWrapperHook implements Hook {

  @Override
  public String typeName() {
    return "com4j.Wrapper";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Invoke.class).on(named("invoke").and(takesArguments(3))))
        .visit(Advice.to(Query.class).on(named("queryInterface").and(takesArguments(1))))
        .visit(
            Advice.to(Listen.class)
                .on(
                    named("advise")
                        .and(takesArguments(2))
                        .and(not(isSynthetic()))
                        .and(not(isBridge()))));
  }

  /** Advice of {@code invoke(Object, Method, Object[])}. */
  static final class Invoke {
    private Invoke() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("ptr") long pointer) {
      Probe.bridgeEntered(ProbeSink.COM4J_CALLING, null, new Object[] {pointer});
    }
  }

  /** Advice of {@code queryInterface(Class)}. */
  static final class Query {
    private Query() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("ptr") long pointer,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object object) {
      Probe.bridgeEntered(ProbeSink.COM4J_QUERIED, object, new Object[] {pointer});
    }
  }

  /** Advice of {@code advise(Class, Object)}. */
  static final class Listen {
    private Listen() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("ptr") long pointer, @Advice.Argument(1) Object sink) {
      Probe.bridgeEntered(ProbeSink.COM4J_LISTENING, null, new Object[] {pointer, sink});
    }
  }
}
