package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * {@code com.sun.jna.Function.invoke}: where interface-mapped calls and {@code Function} calls of
 * every flavour meet. JNA 4.2 and newer have a form with five parameters, which the older one with
 * three delegates to; up to 4.1 there is only the latter.
 */
final class FunctionHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.Function";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    ElementMatcher.Junction<MethodDescription> invoke = named("invoke");
    ElementMatcher.Junction<MethodDescription> five =
        invoke.and(takesArguments(5)).and(takesArgument(3, Object[].class));
    if (!type.getDeclaredMethods().filter(five).isEmpty()) {
      return builder.visit(Advice.to(FiveParameters.class).on(five));
    }
    ElementMatcher.Junction<MethodDescription> three =
        invoke.and(takesArguments(3)).and(takesArgument(1, Object[].class));
    return builder.visit(Advice.to(ThreeParameters.class).on(three));
  }

  /** Advice of {@code invoke(Method, Class[], Class, Object[], Map)}. */
  static final class FiveParameters {
    private FiveParameters() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.This Object function,
        @Advice.FieldValue("functionName") String name,
        @Advice.FieldValue("peer") long peer,
        @Advice.Argument(3) Object[] arguments) {
      return Probe.functionEntered(function, name, peer, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.returned(call, result, thrown);
    }
  }

  /** Advice of {@code invoke(Class, Object[], Map)}. */
  static final class ThreeParameters {
    private ThreeParameters() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.This Object function,
        @Advice.FieldValue("functionName") String name,
        @Advice.FieldValue("peer") long peer,
        @Advice.Argument(1) Object[] arguments) {
      return Probe.functionEntered(function, name, peer, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable thrown) {
      Probe.returned(call, result, thrown);
    }
  }
}
