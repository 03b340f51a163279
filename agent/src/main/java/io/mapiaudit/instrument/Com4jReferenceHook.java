package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.boot.ProbeSink;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * Where com4j gives references back: {@code NativePointerPhantomReference.releaseNative}, in
 * versions before 2.0 {@code Wrapper.dispose0}.
 */
final class Com4jReferenceHook implements Hook {

  private final String typeName;
  private final String methodName;

  Com4jReferenceHook(String typeName, String methodName) {
    this.typeName = typeName;
    this.methodName = methodName;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    // Newer versions' dispose0 goes through the reference, which is hooked itself.
    boolean indirect = !type.getDeclaredFields().filter(named("ref")).isEmpty();
    return indirect
        ? builder
        : builder.visit(Advice.to(Release.class).on(named(methodName).and(takesArguments(0))));
  }

  /** Advice of either. */
  static final class Release {
    private Release() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.FieldValue("ptr") long pointer) {
      return Probe.bridgeEntered(ProbeSink.COM4J_RELEASE, null, new Object[] {pointer});
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable thrown) {
      Probe.returned(call, null, thrown);
    }
  }
}
