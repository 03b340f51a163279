package io.mapiaudit.instrument;

import io.mapiaudit.config.EntryPointDefinition;
import io.mapiaudit.config.Operand;
import io.mapiaudit.model.Bridge;
import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.util.Objects;

/** A Java method of the application that the configuration names as an entry point. */
public final class ConfiguredMethod {

  private final String className;
  private final String methodName;
  private final String descriptor;
  private final CallShape shape;

  /**
   * A method.
   *
   * @param className binary name of the class, or of an interface whose implementations are meant
   * @param descriptor JVM descriptor, null for every method of that name
   */
  public ConfiguredMethod(String className, String methodName, String descriptor, CallShape shape) {
    this.className = Objects.requireNonNull(className, "className");
    this.methodName = Objects.requireNonNull(methodName, "methodName");
    this.descriptor = descriptor;
    this.shape = Objects.requireNonNull(shape, "shape");
  }

  /** The method that a definition in the configuration means. */
  public static ConfiguredMethod of(EntryPointDefinition definition) {
    return new ConfiguredMethod(
        definition.className(),
        definition.method(),
        definition.descriptor().orElse(null),
        shape(definition));
  }

  private static CallShape shape(EntryPointDefinition definition) {
    Kind kind = definition.kind();
    int created = CallShape.NONE;
    int object = position(definition.session());
    if (kind == Kind.LOGON) {
      created = object == CallShape.NONE ? CallShape.RESULT : object;
      object = CallShape.NONE;
    } else if (kind == Kind.OPEN) {
      int given = position(definition.object());
      created = given == CallShape.NONE ? CallShape.RESULT : given;
    } else {
      created = kind == Kind.ADVISE ? CallShape.RESULT : CallShape.NONE;
      object = object == CallShape.NONE ? position(definition.object()) : object;
    }
    ResultType result = definition.result();
    if (result == ResultType.NONE && created == CallShape.RESULT) {
      result = ResultType.HANDLE;
    }
    String creates = created == CallShape.NONE ? "" : "handle";
    return new CallShape.Builder(
            new EntryPoint(
                kind, Bridge.JNI, definition.className(), definition.method(), creates, result))
        .object(object)
        .created(created)
        .text(position(definition.profile()))
        .argument(position(definition.flags()))
        .build();
  }

  private static int position(Operand operand) {
    return operand.isReturn() ? CallShape.RESULT : operand.argumentIndex().orElse(CallShape.NONE);
  }

  /** True when a method has the name and, if one is given, the descriptor. */
  boolean means(MethodKey method) {
    return methodName.equals(method.name())
        && (descriptor == null || descriptor.equals(method.descriptor()));
  }

  String className() {
    return className;
  }

  String methodName() {
    return methodName;
  }

  String descriptor() {
    return descriptor;
  }

  CallShape shape() {
    return shape;
  }
}
