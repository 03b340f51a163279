package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com.jacob.com.Variant}: only when a result is asked for as an object, that object gets an
 * address that Java can see.
 */
final class JacobVariantHook implements Hook {

  @Override
  public String typeName() {
    return "com.jacob.com.Variant";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(ToDispatch.class).on(named("toDispatch").and(takesArguments(0))));
  }

  /** Advice of {@code toDispatch()}. */
  static final class ToDispatch {
    private ToDispatch() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object variant,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object dispatch) {
      Probe.bridgeEntered(ProbeSink.JACOB_CONVERTED, variant, new Object[] {dispatch});
    }
  }
}
