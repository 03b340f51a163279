package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** {@code com4j.COM4J}: objects made or found by name. */
final class Com4jFactoryHook implements Hook {

  @Override
  public String typeName() {
    return "com4j.COM4J";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(Create.class)
            .on(
                isStatic()
                    .and(takesArgument(1, String.class))
                    .and(
                        named("createInstance")
                            .and(takesArguments(3))
                            .or(named("getActiveObject").and(takesArguments(2))))));
  }

  /** Advice of {@code createInstance} and {@code getActiveObject}. */
  static final class Create {
    private Create() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) String id) {
      Probe.bridgeEntered(ProbeSink.COM4J_CALLING, null, new Object[] {id});
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) String id,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object object) {
      Probe.bridgeEntered(ProbeSink.COM4J_CREATED, object, new Object[] {id});
    }
  }
}
