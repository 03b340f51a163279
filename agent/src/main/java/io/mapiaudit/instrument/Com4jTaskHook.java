package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** {@code com4j.Task}: the run of a call that was handed over. */
final class Com4jTaskHook implements Hook {

  @Override
  public String typeName() {
    return "com4j.Task";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(ForkJoinTaskHook.Run.class).on(named("invoke").and(takesArguments(0))));
  }
}
