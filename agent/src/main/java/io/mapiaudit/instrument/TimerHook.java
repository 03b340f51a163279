package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** {@code Timer}: who hands over which task. All its ways to do so meet in {@code sched}. */
final class TimerHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.Timer";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(ThreadPoolHook.Submit.class).on(named("sched")));
  }
}
