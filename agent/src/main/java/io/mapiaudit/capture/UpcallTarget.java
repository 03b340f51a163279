package io.mapiaudit.capture;

import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Kind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;

/** The Java method behind a stub, where its handle tells: a handle with bound values does not. */
final class UpcallTarget {

  private static final UpcallTarget UNKNOWN = new UpcallTarget("", "upcall stub");

  private final String className;
  private final String methodName;
  private final CallShape shape;

  private UpcallTarget(String className, String methodName) {
    this.className = className;
    this.methodName = methodName;
    this.shape =
        new CallShape.Builder(
                new EntryPoint(
                    Kind.NOTIFICATION,
                    Bridge.FFM,
                    className,
                    methodName,
                    "",
                    EntryPoint.ResultType.HRESULT))
            .build();
  }

  static UpcallTarget of(MethodHandle handle) {
    try {
      Optional<?> description =
          (Optional<?>) MethodHandle.class.getMethod("describeConstable").invoke(handle);
      return description.isPresent() ? described(description.get()) : UNKNOWN;
    } catch (ReflectiveOperationException notDescribed) {
      return UNKNOWN;
    }
  }

  /** Notifications take two pointers with a count between them, and return a number or nothing. */
  static boolean mayBeNotification(MethodType type) {
    Class<?> result = type.returnType();
    return type.parameterCount() == 3
        && isPointer(type.parameterType(0))
        && (type.parameterType(1) == int.class || type.parameterType(1) == long.class)
        && isPointer(type.parameterType(2))
        && (result == int.class || result == long.class || result == void.class);
  }

  /** Binary name of the class, "" when not known. */
  String className() {
    return className;
  }

  /** Name of the method, some words when not known. */
  String methodName() {
    return methodName;
  }

  /** The entry point it is, as the callback of a notification. */
  CallShape shape() {
    return shape;
  }

  boolean isKnown() {
    return !className.isEmpty();
  }

  private static boolean isPointer(Class<?> type) {
    return type == long.class || Segments.isSegment(type);
  }

  /** From a {@code DirectMethodHandleDesc}, which Java has had since 12. */
  private static UpcallTarget described(Object description) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.constant.DirectMethodHandleDesc");
    if (!type.isInstance(description)) {
      return UNKNOWN;
    }
    Object owner = type.getMethod("owner").invoke(description);
    Method descriptor = Class.forName("java.lang.constant.ClassDesc").getMethod("descriptorString");
    String internal = (String) descriptor.invoke(owner);
    String className = internal.substring(1, internal.length() - 1).replace('/', '.');
    return new UpcallTarget(className, (String) type.getMethod("methodName").invoke(description));
  }
}
