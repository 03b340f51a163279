package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code ThreadPoolExecutor}: who hands over which task, and which thread runs it. The call of the
 * task is replaced rather than {@code beforeExecute} advised, which subclasses override.
 */
final class ThreadPoolHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ThreadPoolExecutor";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Submit.class).on(named("execute")))
        .visit(TaskCall.of(Runnable.class).on(named("runWorker")));
  }

  /** Advice of {@code execute(Runnable)}. */
  static final class Submit {
    private Submit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object task) {
      Probe.taskSubmitted(task);
    }
  }
}
