package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code com.sun.jna.Native.getPointer(long)}: tells from which address a pointer was read, so that
 * a function called by address can be recognised as slot N of a COM object's virtual table.
 */
final class PointerReadHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.Native";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        Advice.to(GetPointer.class)
            .on(
                named("getPointer")
                    .and(isStatic())
                    .and(not(isNative()))
                    .and(takesArguments(long.class))));
  }

  /** Advice of {@code getPointer(long)}. */
  static final class GetPointer {
    private GetPointer() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) long address,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object pointer) {
      Probe.pointerRead(address, pointer);
    }
  }
}
