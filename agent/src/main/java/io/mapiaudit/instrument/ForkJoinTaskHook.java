package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.ProbeTasks;
import java.util.ArrayList;
import java.util.Collection;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code ForkJoinTask}: who forks which task off, and which thread runs it. A task that its thread
 * runs at once, without forking it, is handed over to that thread itself: else it would look like
 * work that nobody knows the origin of.
 */
final class ForkJoinTaskHook implements Hook {

  @Override
  public String typeName() {
    return "java.util.concurrent.ForkJoinTask";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(
            Advice.to(Fork.class)
                .on(namedOneOf("fork", "invoke", "quietlyInvoke").and(takesArguments(0))))
        .visit(Advice.to(InvokeTwo.class).on(named("invokeAll").and(takesArguments(2))))
        .visit(
            Advice.to(InvokeMany.class)
                .on(
                    named("invokeAll")
                        .and(takesArguments(1))
                        .and(not(takesArgument(0, Collection.class)))))
        .visit(
            Advice.to(InvokeList.class)
                .on(named("invokeAll").and(takesArguments(Collection.class))))
        .visit(Advice.to(Run.class).on(named("doExec").and(takesArguments(0))));
  }

  /** Advice of {@code invokeAll(ForkJoinTask, ForkJoinTask)}: the second is forked. */
  static final class InvokeTwo {
    private InvokeTwo() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object first) {
      ProbeTasks.taskSubmitted(first);
    }
  }

  /** Advice of {@code invokeAll(ForkJoinTask...)}: all but the first are forked. */
  static final class InvokeMany {
    private InvokeMany() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object[] tasks) {
      ProbeTasks.taskSubmitted(tasks.length == 0 ? null : tasks[0]);
    }
  }

  /** Advice of {@code invokeAll(Collection)}: all but the first are forked. */
  static final class InvokeList {
    private InvokeList() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Collection<?> tasks) {
      if (tasks instanceof ArrayList && !tasks.isEmpty()) {
        ProbeTasks.taskSubmitted(((ArrayList<?>) tasks).get(0));
      }
    }
  }

  /** Advice of {@code fork()} and {@code invoke()}. */
  static final class Fork {
    private Fork() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object task) {
      ProbeTasks.taskSubmitted(task);
    }
  }

  /** Advice of {@code doExec()}, which returns a state in some versions and nothing in others. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object task) {
      return ProbeTasks.taskStarting(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object run) {
      ProbeTasks.taskEnded(run);
    }
  }
}
