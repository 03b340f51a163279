package io.mapiaudit.boot;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Reads a place of an array. For the application's metrics library, which may keep such a function
 * for ever: of a class of the agent's it would keep the agent.
 */
public final class ProbeCell
    implements ToDoubleFunction<AtomicLongArray>, ToLongFunction<AtomicLongArray> {

  private final int place;

  public ProbeCell(int place) {
    this.place = place;
  }

  @Override
  public double applyAsDouble(AtomicLongArray cell) {
    return cell.get(place);
  }

  @Override
  public long applyAsLong(AtomicLongArray cell) {
    return cell.get(place);
  }
}
