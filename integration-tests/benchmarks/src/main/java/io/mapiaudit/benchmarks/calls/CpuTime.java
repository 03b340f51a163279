package io.mapiaudit.benchmarks.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CPU time of operations, of each of JMH's iterations, and what the calling thread allocates. JMH
 * itself measures wall time, which on a machine that does something else too says little of the
 * program.
 */
final class CpuTime {

  /** System property: the file that gets a line for each iteration. */
  static final String FILE = "benchmarks.cpu-file";

  private final boolean ofThread;
  private long begun;
  private long allocated;
  private long operations;

  /**
   * A measure.
   *
   * @param ofThread of the calling thread, else of the whole process
   */
  CpuTime(boolean ofThread) {
    this.ofThread = ofThread;
  }

  void begin() {
    operations = 0;
    allocated = allocatedBytes();
    begun = now();
  }

  void done() {
    operations++;
  }

  /** Writes the nanoseconds and bytes of one operation since {@link #begin}. */
  void end() {
    double nanos = (now() - begun) / (double) operations;
    double bytes = (allocatedBytes() - allocated) / (double) operations;
    try {
      Files.writeString(
          Path.of(System.getProperty(FILE)),
          nanos + " " + bytes + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The last iterations that were written to a file. */
  static List<Cost> read(Path file, int iterations) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(lines.size() - iterations, lines.size()).stream()
        .map(line -> line.split(" "))
        .map(pair -> new Cost(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
        .collect(Collectors.toList());
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private long now() {
    return ofThread
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
  }
}
