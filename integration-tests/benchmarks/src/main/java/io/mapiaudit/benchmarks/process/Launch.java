package io.mapiaudit.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes of the JVM that runs the benchmarks. */
final class Launch {

  private static final long LONGEST_MINUTES = 30;

  /** How a process ended. */
  static final class Outcome {
    final double seconds;
    final int code;
    final String output;
    final long peakKib;

    Outcome(double seconds, int code, String output, long peakKib) {
      this.seconds = seconds;
      this.code = code;
      this.output = output;
      this.peakKib = peakKib;
    }
  }

  private Launch() {}

  /** Options of a JVM, then what it runs. */
  static ProcessBuilder java(List<String> options, String... program) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    command.addAll(Arrays.asList(program));
    return new ProcessBuilder(command);
  }

  /** Runs it to its end; the error output is dropped, the other is returned. */
  static Outcome run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile("benchmark", ".out");
    try {
      builder.redirectOutput(output.toFile());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      long start = System.nanoTime();
      Process process = builder.start();
      long peak = 0;
      String pid = String.valueOf(process.pid());
      // The kernel keeps the maximum; the last look before the process has gone shows it.
      while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, Memory.peakKib(pid));
        if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(LONGEST_MINUTES)) {
          process.destroyForcibly();
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return new Outcome(seconds, process.exitValue(), text, peak);
    } finally {
      Files.delete(output);
    }
  }

  /** Deletes a folder with what is in it; none is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
