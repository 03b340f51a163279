package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com.sun.jna.platform.win32.COM.COMInvoker}: COM calls of jna-platform, which name the slot
 * themselves. Present and unchanged since JNA 4.1.
 */
final class ComInvokerHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.platform.win32.COM.COMInvoker";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(Invoke.class)
            .on(
                nameStartsWith("_invokeNative")
                    .and(takesArgument(0, int.class))
                    .and(takesArgument(1, Object[].class))));
  }

  /** Advice of {@code _invokeNativeInt}, {@code …Object} and {@code …Void}. */
  static final class Invoke {
    private Invoke() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) int slot, @Advice.Argument(1) Object[] arguments) {
      return Probe.comEntered(slot, arguments);
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
