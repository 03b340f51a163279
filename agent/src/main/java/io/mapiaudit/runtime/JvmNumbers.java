package io.mapiaudit.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Map;

/** Memory, threads and processor time of this JVM, as far as it tells. */
final class JvmNumbers {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private boolean unavailable;

  /** Adds the fields as the samples have them. Platform beans only: their server is not made. */
  void describe(Map<String, Object> numbers) {
    if (unavailable) {
      return;
    }
    try {
      numbers.put("heapUsed", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        if (pool.getName().equals("Metaspace")) {
          numbers.put("metaspace", pool.getUsage().getUsed());
        }
      }
      numbers.put("threads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
      cpu(numbers);
    } catch (LinkageError | RuntimeException noManagement) {
      // A run-time image may come without java.management.
      unavailable = true;
    }
  }

  private static void cpu(Map<String, Object> numbers) {
    try {
      // The interface is in a module of the JDK that an image may lack.
      Object nanos =
          Class.forName("com.sun.management.OperatingSystemMXBean")
              .getMethod("getProcessCpuTime")
              .invoke(ManagementFactory.getOperatingSystemMXBean());
      if ((Long) nanos >= 0) {
        numbers.put("cpuMillis", (Long) nanos / NANOS_PER_MILLI);
      }
    } catch (ReflectiveOperationException | RuntimeException notTold) {
      // The other numbers are worth as much.
    }
  }
}
