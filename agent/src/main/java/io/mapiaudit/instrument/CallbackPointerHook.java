package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code com.sun.jna.CallbackReference.getFunctionPointer(Callback, boolean)}: makes or finds the
 * native half of a callback. The second argument tells that a directly mapped method asks; native
 * code then calls the object with no code of JNA between. For notification callbacks it is cleared,
 * so that they get a proxy, where {@link CallbackHook} sees them. One that was handed to another
 * function before keeps its native half there.
 */
final class CallbackPointerHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.CallbackReference";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(GetFunctionPointer.class)
            .on(
                named("getFunctionPointer")
                    .and(takesArguments(2))
                    .and(takesArgument(1, boolean.class))));
  }

  /** Advice of {@code getFunctionPointer(Callback, boolean)}. */
  static final class GetFunctionPointer {
    private GetFunctionPointer() {}

    @SuppressWarnings({"UnusedVariable", "ParameterReassignment"})
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) Object callback,
        @Advice.Argument(value = 1, readOnly = false) boolean direct) {
      if (direct && Probe.needsProxy(callback)) {
        direct = false;
      }
    }
  }
}
