package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code VirtualThread}: who starts whom. Builders, factories and executors of virtual threads all
 * meet in {@code start(ThreadContainer)}, which does not go through {@code Thread}'s.
 */
final class VirtualThreadHook implements Hook {

  @Override
  public String typeName() {
    return "java.lang.VirtualThread";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(ThreadStartHook.Start.class).on(named("start").and(takesArguments(1))));
  }
}
