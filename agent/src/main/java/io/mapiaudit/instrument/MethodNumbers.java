package io.mapiaudit.instrument;

import io.mapiaudit.boot.ProbeMemory;
import io.mapiaudit.model.CallShape;
import java.util.Arrays;

/**
 * The numbers that instrumented Java methods carry, and what a call of each means at the moment. A
 * method keeps its number as long as the JVM runs, over a detach too, and means nothing until it is
 * said what. Methods of the same class name in two class loaders share one. Safe for use by several
 * threads.
 */
final class MethodNumbers {

  /** By number; written under the lock, then published by writing the field again. */
  private volatile CallShape[] shapes = new CallShape[16];

  /** The number of a method, given to it now if it has none yet. */
  int numberOf(MethodKey method) {
    return ProbeMemory.number(method.toString());
  }

  /** What a call of a method means; null when it is to be passed over. One volatile read. */
  CallShape shape(int number) {
    CallShape[] current = shapes;
    return number < current.length ? current[number] : null;
  }

  /**
   * Says what calls of a method mean from now on.
   *
   * @param shape null when they are to be passed over
   */
  synchronized void mean(int number, CallShape shape) {
    CallShape[] current = shapes;
    if (number >= current.length) {
      current = Arrays.copyOf(current, Math.max(number + 1, 2 * current.length));
    }
    current[number] = shape;
    shapes = current;
  }

  /**
   * Says what calls of a method mean from now on, if they are seen.
   *
   * @return false when the method has no number, which is to say that its calls are not seen
   */
  boolean bind(MethodKey method, CallShape shape) {
    Integer number = ProbeMemory.numbers().get(method.toString());
    if (number == null) {
      return false;
    }
    mean(number, shape);
    return true;
  }
}
