package io.mapiaudit.capture;

import java.lang.reflect.Method;
import java.util.function.Consumer;

/**
 * The whole stack of a calling thread that is deeper than what the JVM keeps in a throwable. Java 8
 * has no means for that: there the outermost frames stay unknown.
 */
final class DeepStack {

  /** What HotSpot keeps unless told otherwise ({@code MaxJavaStackTraceDepth}). */
  private static final int KEPT = 1_024;

  private DeepStack() {}

  static boolean isCut(StackTraceElement[] frames) {
    return frames.length >= KEPT;
  }

  /** What the whole stack tells; of the given frames where it cannot be had. */
  static StackBase base(StackTraceElement[] frames) {
    try {
      StackBase base = new StackBase();
      Class<?> walker = Class.forName("java.lang.StackWalker");
      Method element =
          Class.forName("java.lang.StackWalker$StackFrame").getMethod("toStackTraceElement");
      Consumer<Object> visitor = frame -> base.add(element(element, frame));
      walker
          .getMethod("forEach", Consumer.class)
          .invoke(walker.getMethod("getInstance").invoke(null), visitor);
      return base;
    } catch (ReflectiveOperationException | IllegalStateException java8) {
      return StackBase.of(frames);
    }
  }

  private static StackTraceElement element(Method method, Object frame) {
    try {
      return (StackTraceElement) method.invoke(frame);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
