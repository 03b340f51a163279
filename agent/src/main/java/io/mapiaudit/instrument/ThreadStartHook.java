package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code Thread.start}: who starts whom. From Java 21 on, pools start their workers by {@code
 * start(ThreadContainer)} alone.
 */
final class ThreadStartHook implements Hook {

  @Override
  public String typeName() {
    return "java.lang.Thread";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(Start.class).on(named("start").and(not(isStatic()))));
  }

  /** Advice of {@code start()} and {@code start(ThreadContainer)}. */
  static final class Start {
    private Start() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Thread started) {
      Probe.threadStarting(started);
    }
  }
}
