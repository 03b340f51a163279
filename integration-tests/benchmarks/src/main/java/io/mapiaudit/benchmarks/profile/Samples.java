package io.mapiaudit.benchmarks.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Samples of stacks in async-profiler's collapsed form, a line each: frames from the outermost to
 * the innermost one with semicolons between them, the first a thread's name, then a blank and how
 * often it was seen.
 */
final class Samples {

  private final List<Sample> all;

  private Samples(List<Sample> all) {
    this.all = all;
  }

  /** A stack that was seen so many times. */
  private static final class Sample {
    final String thread;
    final List<String> frames;
    final long times;

    Sample(String thread, List<String> frames, long times) {
      this.thread = thread;
      this.frames = frames;
      this.times = times;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or a line has another form
   */
  static Samples read(Path file) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int count = line.lastIndexOf(' ');
        List<String> frames = Arrays.asList(line.substring(0, Math.max(count, 0)).split(";", -1));
        if (count < 0 || frames.size() < 2) {
          throw new IOException(file + ": '" + line + "' is no line of collapsed stacks");
        }
        samples.add(
            new Sample(
                threadName(frames.get(0)),
                frames.subList(1, frames.size()),
                Long.parseLong(line.substring(count + 1))));
      }
    }
    return new Samples(samples);
  }

  /** Without the number that tells a thread from others of its name. */
  private static String threadName(String frame) {
    return frame.replaceFirst("^\\[(.*) tid=\\d+]$", "$1").replaceFirst("[-# ]*\\d+$", "");
  }

  /** Those of threads by name. */
  Samples ofThreads(Predicate<String> names) {
    return new Samples(
        all.stream().filter(sample -> names.test(sample.thread)).collect(Collectors.toList()));
  }

  long count() {
    return all.stream().mapToLong(sample -> sample.times).sum();
  }

  /** How many are of which threads. */
  Map<String, Long> byThread() {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                sample -> sample.thread,
                TreeMap::new,
                Collectors.summingLong(sample -> sample.times)));
  }

  /** How many ended in which frame. */
  Map<String, Long> byInnermost() {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                sample -> sample.frames.get(sample.frames.size() - 1),
                TreeMap::new,
                Collectors.summingLong(sample -> sample.times)));
  }

  /** How many had a frame in them, however often. */
  Map<String, Long> byFrame() {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : all) {
      for (String frame : new HashSet<>(sample.frames)) {
        counts.merge(frame, sample.times, Long::sum);
      }
    }
    return counts;
  }
}
