package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code ScheduledThreadPoolExecutor}: who hands over which task. All its ways to do so meet in
 * {@code delayedExecute}; it runs them as any thread pool does.
 */
final class SchedulerHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ScheduledThreadPoolExecutor";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(ThreadPoolHook.Submit.class).on(named("delayedExecute")));
  }
}
