package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbePrefix;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com.sun.jna.NativeLibrary.getFunction(String, Method)}: how JNA finds the function for a
 * Java method. JNA, its function mappers and its users get to see the method as it was written; and
 * the function's real name is learnt, whatever the method is called.
 */
final class NativeLibraryHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.NativeLibrary";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(GetFunction.class)
            .on(named("getFunction").and(takesArguments(String.class, Method.class))));
  }

  /** Advice of {@code getFunction(String, Method)}. */
  static final class GetFunction {
    private GetFunction() {}

    // The JVM's own parameters are assigned, which is what Byte Buddy's rewriting makes of these.
    @SuppressWarnings({"UnusedVariable", "ParameterReassignment"})
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) String name,
        @Advice.Argument(value = 1, readOnly = false) Method method) {
      name = ProbePrefix.plain(name, method);
      method = ProbePrefix.plain(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) Method method,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object function) {
      Probe.functionBound(method, function);
    }
  }
}
