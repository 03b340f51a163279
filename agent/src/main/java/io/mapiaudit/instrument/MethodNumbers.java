package io.mapiaudit.instrument;

import io.mapiaudit.model.CallShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The numbers that instrumented Java methods carry, and what a call of each means at the moment.
 * Configured entry points come first, by their position; every other method is given the next free
 * number when it is instrumented, whether where it stands or at the places that call it, and means
 * nothing until it is bound. Safe for use by several threads.
 */
public final class MethodNumbers {

  /** Keys hold no classes, so that a class loader can go while its numbers stay used up. */
  private final Map<ClassLoader, Map<String, Integer>> numbers = new WeakHashMap<>();

  /** By number; written under the lock, then published by writing the field again. */
  private volatile CallShape[] shapes;

  private int next;

  MethodNumbers(List<CallShape> configured) {
    this.shapes = configured.toArray(new CallShape[0]);
    this.next = shapes.length;
  }

  /**
   * The number of a method, given to it now if it has none yet.
   *
   * @param loader of the class that declares it, null for the bootstrap loader
   * @param className binary name of that class
   * @param descriptor JVM descriptor
   */
  public synchronized int numberOf(
      ClassLoader loader, String className, String method, String descriptor) {
    return numbers
        .computeIfAbsent(loader, newLoader -> new HashMap<>())
        .computeIfAbsent(key(className, method, descriptor), newMethod -> next++);
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
   * @return false when the method has no number, which is to say that its calls are not seen
   */
  synchronized boolean bind(
      ClassLoader loader, String className, String method, String descriptor, CallShape shape) {
    Map<String, Integer> ofLoader = numbers.get(loader);
    Integer number = ofLoader == null ? null : ofLoader.get(key(className, method, descriptor));
    if (number == null) {
      return false;
    }
    CallShape[] current = shapes;
    if (number >= current.length) {
      current = Arrays.copyOf(current, Math.max(number + 1, 2 * current.length));
    }
    current[number] = shape;
    shapes = current;
    return true;
  }

  private static String key(String className, String method, String descriptor) {
    return className + '.' + method + descriptor;
  }
}
