package io.mapiaudit.instrument;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.mapiaudit.boot.Probe;
import java.lang.reflect.Method;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/**
 * {@code com.sun.jna.CallbackReference$DefaultCallbackProxy}: where native code comes back into
 * Java. Its one {@code Method.invoke} is replaced rather than advised, because only there the
 * arguments are converted, the callback object is at hand and its exception not yet swallowed.
 */
final class CallbackHook implements Hook {

  @Override
  public String typeName() {
    return "com.sun.jna.CallbackReference$DefaultCallbackProxy";
  }

  @Override
  public DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, TypeDescription type) {
    return builder.visit(
        MemberSubstitution.relaxed()
            .method(named("invoke").and(isDeclaredBy(Method.class)))
            .replaceWith(replacement())
            .on(named("invokeCallback")));
  }

  private static Method replacement() {
    try {
      return Probe.class.getMethod("invokeCallback", Method.class, Object.class, Object[].class);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
