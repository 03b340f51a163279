package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** {@code ForkJoinTask}: who forks which task off, and which thread runs it. */
final class ForkJoinTaskHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ForkJoinTask";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Fork.class).on(named("fork").and(takesArguments(0))))
        .visit(Advice.to(Run.class).on(named("doExec").and(takesArguments(0))));
  }

  /** Advice of {@code fork()}. */
  static final class Fork {
    private Fork() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object task) {
      Probe.taskSubmitted(task);
    }
  }

  /** Advice of {@code doExec()}, which returns a state in some versions and nothing in others. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object task) {
      return Probe.taskStarting(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object run) {
      Probe.taskEnded(run);
    }
  }
}
