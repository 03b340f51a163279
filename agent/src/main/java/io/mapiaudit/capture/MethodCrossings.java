package io.mapiaudit.capture;

import io.mapiaudit.model.CallShape;
import io.mapiaudit.model.Catalogue;
import io.mapiaudit.model.Kind;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;

/** Finds out which calls of Java methods are ones the configuration or the catalogue names. */
final class MethodCrossings {

  private final Catalogue catalogue;
  private final Guard guard;
  private final Crossings crossings;
  private final BiConsumer<String, String> unseen;

  /**
   * Crossings.
   *
   * @param unseen told of methods whose calls are not seen, and why
   */
  MethodCrossings(
      Catalogue catalogue, Guard guard, Crossings crossings, BiConsumer<String, String> unseen) {
    this.catalogue = catalogue;
    this.guard = guard;
    this.crossings = crossings;
    this.unseen = unseen;
  }

  /** A method begins that carries a number; null when it is not audited. */
  Call methodEntered(int number, Object[] arguments) {
    CallShape shape = catalogue.method(number);
    if (shape == null || guard.isBusy()) {
      return null;
    }
    if (shape.entryPoint().kind() != Kind.NOTIFICATION) {
      return crossings.enter(shape, shape.entryPoint().bridge(), arguments);
    }
    try {
      return crossings.notified(
          crossings.target(shape, shape.entryPoint().bridge()),
          crossings.number(arguments, shape.object()),
          0,
          0,
          CallStacks::here);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }

  /** JNA has looked up the function that a method stands for. */
  void functionBound(Method method, Object function) {
    try {
      String name = (String) function.getClass().getMethod("getName").invoke(function);
      if (!catalogue.bind(method, name)) {
        unseen.accept(
            method.getDeclaringClass().getName() + '.' + method.getName(),
            "is bound to " + name + " but was not wrapped when its class was loaded");
      }
    } catch (Throwable failure) {
      guard.failed(failure);
    }
  }
}
