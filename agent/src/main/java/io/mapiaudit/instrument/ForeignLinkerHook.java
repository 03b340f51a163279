package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.ProbeForeign;
import java.lang.invoke.MethodHandle;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code AbstractLinker} of the JDK, from Java 22 on: where all handles come from by which Java
 * calls native functions without JNI, and all stubs by which native code calls back.
 */
final class ForeignLinkerHook implements Hook {

  @Override
  public String typeName() {
    return "jdk.internal.foreign.abi.AbstractLinker";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder
        .visit(Advice.to(Bound.class).on(named("downcallHandle").and(takesArguments(3))))
        .visit(Advice.to(Unbound.class).on(named("downcallHandle").and(takesArguments(2))))
        .visit(
            Advice.to(Stub.class).on(named("upcallStub").and(takesArgument(0, MethodHandle.class))))
        .visit(
            new AsmVisitorWrapper.ForDeclaredMethods()
                .method(named("upcallStub"), StubTarget.WRAPPER));
  }

  /** Advice of {@code downcallHandle(MemorySegment, FunctionDescriptor, Option...)}. */
  static final class Bound {
    private Bound() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object symbol,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object descriptor,
        @Advice.Return(readOnly = false) MethodHandle handle) {
      handle = ProbeForeign.downcallLinked(handle, symbol, descriptor);
    }
  }

  /** Advice of {@code downcallHandle(FunctionDescriptor, Option...)}. */
  static final class Unbound {
    private Unbound() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object descriptor,
        @Advice.Return(readOnly = false) MethodHandle handle) {
      handle = ProbeForeign.downcallLinked(handle, null, descriptor);
    }
  }

  /** Advice of {@code upcallStub}. */
  static final class Stub {
    private Stub() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return(typing = Assigner.Typing.DYNAMIC) Object stub) {
      ProbeForeign.upcallLinked(stub);
    }
  }
}
