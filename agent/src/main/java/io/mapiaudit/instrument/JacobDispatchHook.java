package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com.jacob.com.Dispatch}: objects, their calls and their end. Its many ways to call meet in
 * a native method; advised are the few Java methods that call that one.
 */
final class JacobDispatchHook implements Hook {

  @Override
  public String typeName() {
    return "com.jacob.com.Dispatch";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(
            Advice.to(Create.class)
                .on(
                    takesArguments(String.class)
                        .and(
                            isConstructor()
                                .or(named("getActiveInstance"))
                                .or(named("coCreateInstance")))))
        .visit(
            Advice.to(Call.class)
                .on(
                    isStatic()
                        .and(not(isNative()))
                        .and(takesArgument(0, type))
                        .and(
                            named("invokev")
                                .or(named("invokeSubv"))
                                .or(named("invoke").and(takesArguments(7))))))
        .visit(
            Advice.to(Ids.class)
                .on(
                    isStatic()
                        .and(not(isNative()))
                        .and(takesArguments(2))
                        .and(named("getIDOfName").or(named("getIDsOfNames")))))
        .visit(Advice.to(Release.class).on(named("safeRelease").and(takesArguments(0))));
  }

  /** Advice of what makes an object by name. */
  static final class Create {
    private Create() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object dispatch, @Advice.Argument(0) String progId) {
      Probe.bridgeEntered(ProbeSink.JACOB_CREATED, dispatch, new Object[] {progId});
    }
  }

  /** Advice of the methods that call members. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.AllArguments Object[] arguments) {
      return Probe.bridgeEntered(ProbeSink.JACOB_CALL, null, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.returned(call, result, thrown);
    }
  }

  /** Advice of {@code getIDOfName} and {@code getIDsOfNames}. */
  static final class Ids {
    private Ids() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.AllArguments Object[] arguments) {
      return Probe.bridgeEntered(ProbeSink.JACOB_IDS, null, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Enter Object call, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      Probe.returned(call, result, null);
    }
  }

  /** Advice of {@code safeRelease()}. */
  static final class Release {
    private Release() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object dispatch) {
      return Probe.bridgeEntered(ProbeSink.JACOB_RELEASE, dispatch, null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable thrown) {
      Probe.returned(call, null, thrown);
    }
  }
}
