package io.mapiaudit.benchmarks.calls;

import java.util.List;
import java.util.stream.Collectors;

/** What one operation takes. */
final class Cost {

  /** CPU time. */
  final double nanos;

  /** Heap that the calling thread allocates. */
  final double bytes;

  Cost(double nanos, double bytes) {
    this.nanos = nanos;
    this.bytes = bytes;
  }

  /** The medians of several measurements. */
  static Cost median(List<Cost> costs) {
    return new Cost(
        Forks.median(costs.stream().map(cost -> cost.nanos).collect(Collectors.toList())),
        Forks.median(costs.stream().map(cost -> cost.bytes).collect(Collectors.toList())));
  }
}
