package io.mapiaudit.instrument;

import io.mapiaudit.model.CallShape;
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
