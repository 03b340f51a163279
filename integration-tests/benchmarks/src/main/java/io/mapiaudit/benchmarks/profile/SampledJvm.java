package io.mapiaudit.benchmarks.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What has a JVM sampled by async-profiler, which the build brings along for Linux. */
final class SampledJvm {

  /** The CPU time between two samples of a thread. */
  static final String INTERVAL = "200us";

  private final Path library;

  private SampledJvm(Path library) {
    this.library = library;
  }

  /**
   * Makes ready.
   *
   * @param folder where the profiler's library is put
   * @throws IOException when there is none for this machine
   */
  static SampledJvm in(Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("amd64") ? "x64" : "arm64";
    String resource = "/linux-" + machine + "/libasyncProfiler.so";
    Path library = folder.resolve("libasyncProfiler.so");
    try (InputStream in = SampledJvm.class.getResourceAsStream(resource)) {
      if (in == null || !System.getProperty("os.name").equals("Linux")) {
        throw new IOException("async-profiler is there for Linux on x64 and arm64 only");
      }
      Files.createDirectories(folder);
      Files.write(library, in.readAllBytes());
    }
    return new SampledJvm(library);
  }

  /** The option by which a JVM writes its samples to a file at its end, in collapsed form. */
  String option(Path file) {
    return "-agentpath:"
        + library
        + "=start,event=cpu,interval="
        + INTERVAL
        + ",threads,collapsed,file="
        + file;
  }
}
