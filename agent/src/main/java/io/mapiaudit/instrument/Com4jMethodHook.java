package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** com4j's {@code StandardComMethod} and {@code DispatchComMethod}: calls on the peer thread. */
final class Com4jMethodHook implements Hook {

  private final String typeName;

  Com4jMethodHook(String typeName) {
    this.typeName = typeName;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(Invoke.class)
            .on(
                named("invoke")
                    .and(takesArguments(long.class, Object[].class))
                    .and(not(isAbstract()))));
  }

  /** Advice of {@code invoke(long, Object[])}. */
  static final class Invoke {
    private Invoke() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.FieldValue("method") Method method,
        @Advice.Argument(0) long pointer,
        @Advice.Argument(1) Object[] arguments) {
      return Probe.bridgeEntered(
          ProbeSink.COM4J_CALL, null, new Object[] {pointer, method, arguments});
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.returned(call, result, thrown);
    }
  }
}
