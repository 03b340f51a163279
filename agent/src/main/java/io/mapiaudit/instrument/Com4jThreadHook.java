package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** {@code com4j.ComThread}: calls that a thread hands over to the one that makes them. */
final class Com4jThreadHook implements Hook {

  @Override
  public String typeName() {
    return "com4j.ComThread";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(ThreadPoolHook.Submit.class).on(named("execute").and(takesArguments(1))));
  }
}
