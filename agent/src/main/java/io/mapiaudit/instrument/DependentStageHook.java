package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;

import io.mapiaudit.boot.ProbeTasks;
import java.util.concurrent.Executor;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code CompletableFuture}: who asks for a dependent stage ({@code thenApplyAsync} and its like).
 * The thread that later completes the future and so hands the stage to the executor is not the one
 * whose work it is.
 */
final class DependentStageHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.concurrent.CompletableFuture$UniCompletion";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(Advice.to(Made.class).on(isConstructor()));
  }

  /** Advice of the constructor; without an executor the stage runs in whatever completes it. */
  static final class Made {
    private Made() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object stage, @Advice.Argument(0) Executor executor) {
      if (executor != null) {
        ProbeTasks.taskSubmitted(stage);
      }
    }
  }
}
