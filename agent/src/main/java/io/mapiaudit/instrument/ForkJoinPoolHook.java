package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.ProbeTasks;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * {@code ForkJoinPool}: who hands over which task. The method where all ways to do so meet is
 * another one in Java 8, from 9 on, and in later versions; where two of these exist one calls the
 * other, so one alone is advised. Only what is scheduled for later, from Java 25 on, goes another
 * way.
 */
final class ForkJoinPoolHook implements Hook {

  /** By name: naming the class would load it in the midst of hooking, and so unhooked. */
  private static final String TASK = "java.util.concurrent.ForkJoinTask";

  @Override
  public String typeName() {
    return "java.util.concurrent.ForkJoinPool";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    ElementMatcher.Junction<MethodDescription> latest =
        named("poolSubmit").and(takesArgument(1, named(TASK)));
    if (!type.getDeclaredMethods().filter(latest).isEmpty()) {
      return builder
          .visit(Advice.to(PoolSubmit.class).on(latest))
          .visit(Advice.to(ThreadPoolHook.Submit.class).on(named("scheduleDelayedTask")));
    }
    ElementMatcher.Junction<MethodDescription> middle =
        named("externalSubmit").and(takesArguments(1)).and(returns(named(TASK)));
    return builder.visit(
        Advice.to(ThreadPoolHook.Submit.class)
            .on(
                type.getDeclaredMethods().filter(middle).isEmpty()
                    ? named("externalPush")
                    : middle));
  }

  /** Advice of {@code poolSubmit(boolean, ForkJoinTask)}. */
  static final class PoolSubmit {
    private PoolSubmit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(typing = Assigner.Typing.DYNAMIC) Object pool,
        @Advice.Argument(1) Object task) {
      ProbeTasks.poolSubmitted(pool, task);
    }
  }
}
