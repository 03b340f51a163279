package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.mapiaudit.boot.Probe;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * A method the configuration names. A native one is renamed with a prefix that the JVM strips when
 * it links it, and a Java method of the old name with the advice takes its place; any other is
 * advised where it stands.
 */
final class ConfiguredMethodHook {

  private ConfiguredMethodHook() {}

  static DynamicType.Builder<?> apply(
      DynamicType.Builder<?> builder, ConfiguredMethod method, int number) {
    ElementMatcher.Junction<MethodDescription> matcher = named(method.methodName());
    if (method.descriptor() != null) {
      matcher = matcher.and(hasDescriptor(method.descriptor()));
    }
    Advice advice = advice(number);
    return builder
        .method(matcher.and(isNative()))
        .intercept(advice)
        .visit(advice.on(matcher.and(not(isNative())).and(not(isAbstract()))));
  }

  /** The advice of the method with a number. */
  static Advice advice(int number) {
    return Advice.withCustomMapping().bind(EntryPointNumber.class, number).to(Invoke.class);
  }

  /** Marks the parameter that receives the entry point's number in the catalogue. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface EntryPointNumber {}

  /** Advice of the method. */
  static final class Invoke {
    private Invoke() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @EntryPointNumber int entryPoint,
        @Advice.This(optional = true) Object self,
        @Advice.AllArguments Object[] arguments) {
      return Probe.methodEntered(entryPoint, self, arguments);
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
