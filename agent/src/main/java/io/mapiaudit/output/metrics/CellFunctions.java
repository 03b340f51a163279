package io.mapiaudit.output.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** How a metrics library reads a cell; of classes that may outlive the agent. */
public final class CellFunctions {

  private final ToDoubleFunction<AtomicLongArray> value;
  private final ToLongFunction<AtomicLongArray> count;
  private final ToDoubleFunction<AtomicLongArray> nanos;

  /**
   * Three functions.
   *
   * @param value reads place 0
   * @param count reads place 0
   * @param nanos reads place 1
   */
  public CellFunctions(
      ToDoubleFunction<AtomicLongArray> value,
      ToLongFunction<AtomicLongArray> count,
      ToDoubleFunction<AtomicLongArray> nanos) {
    this.value = value;
    this.count = count;
    this.nanos = nanos;
  }

  ToDoubleFunction<AtomicLongArray> value() {
    return value;
  }

  ToLongFunction<AtomicLongArray> count() {
    return count;
  }

  ToDoubleFunction<AtomicLongArray> nanos() {
    return nanos;
  }
}
