package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
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
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * A method the configuration names. A native one is renamed with a prefix that the JVM strips when
 * it links it, and a Java method of the old name with the advice takes its place; any other is
 * advised where it stands.
 */
final class ConfiguredMethodHook {

  private final EntryPointCatalogue catalogue;

  ConfiguredMethodHook(EntryPointCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Wraps the native methods that are meant; their class must be about to be loaded. */
  DynamicType.Builder<?> wrapNative(
      DynamicType.Builder<?> builder,
      ConfiguredMethod method,
      ElementMatcher<? super MethodDescription> meant) {
    return builder
        .method(ConfiguredMethodHook.<MethodDescription>of(meant).and(isNative()))
        .intercept(advice(method));
  }

  /** Advises the methods that are meant and have code. */
  DynamicType.Builder<?> advise(
      DynamicType.Builder<?> builder,
      ConfiguredMethod method,
      ElementMatcher<? super MethodDescription> meant) {
    return builder.visit(
        advice(method)
            .on(
                ConfiguredMethodHook.<MethodDescription>of(meant)
                    .and(not(isNative()))
                    .and(not(isAbstract()))));
  }

  private static <T> ElementMatcher.Junction<T> of(ElementMatcher<? super T> matcher) {
    return new ElementMatcher.Junction.AbstractBase<T>() {
      @Override
      public boolean matches(T target) {
        return matcher.matches(target);
      }
    };
  }

  private Advice advice(ConfiguredMethod method) {
    return Advice.withCustomMapping()
        .bind(
            EntryPointNumber.class,
            (type, instrumented, assigner, handler, sort) ->
                new Advice.OffsetMapping.Target.ForStackManipulation(
                    IntegerConstant.forValue(catalogue.number(key(instrumented), method))))
        .to(Invoke.class);
  }

  /** The advice of the method with a number. */
  static Advice advice(int number) {
    return Advice.withCustomMapping().bind(EntryPointNumber.class, number).to(Invoke.class);
  }

  static MethodKey key(MethodDescription method) {
    return new MethodKey(
        method.getDeclaringType().asErasure().getName(),
        method.getInternalName(),
        method.getDescriptor());
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
