package io.mapiaudit.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The CPU time of the agent's threads, which are those of one group. Where the JVM has no {@code
 * java.management}, or does not measure threads, it is 0.
 */
final class OwnCpu implements LongSupplier {

  private final ThreadGroup group;
  private final Map<Long, Long> times = new HashMap<>();
  private long total;
  private boolean unavailable;

  OwnCpu(ThreadGroup group) {
    this.group = group;
  }

  /** Nanoseconds so far; what a thread used after the last call before its end is not in it. */
  @Override
  public long getAsLong() {
    if (!unavailable) {
      try {
        add(ManagementFactory.getThreadMXBean());
      } catch (LinkageError | UnsupportedOperationException noManagement) {
        unavailable = true;
      }
    }
    return total;
  }

  // Thread.threadId() replaces it, but only since Java 19.
  @SuppressWarnings("deprecation")
  private void add(ThreadMXBean threads) {
    Thread[] own = new Thread[group.activeCount() + 16];
    int count = group.enumerate(own);
    Map<Long, Long> now = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long id = own[i].getId();
      long time = threads.getThreadCpuTime(id);
      if (time >= 0) {
        now.put(id, time);
        total += Math.max(0, time - times.getOrDefault(id, 0L));
      }
    }
    times.clear();
    times.putAll(now);
  }
}
