package io.mapiaudit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program that runs beside a test until the test ends it. */
final class Service implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final long PAUSE_MILLIS = 50;

  private final Process process;
  private final Path output;

  private Service(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts one.
   *
   * @param output file that gets what it says
   */
  static Service start(List<String> command, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new java.io.File("/dev/null"))
            .redirectOutput(output.toFile())
            .start();
    return new Service(process, output);
  }

  /** Waits until it has come about, as long as the program runs; a bounded time. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError(
            "not come about: " + what + "; the program said: " + Files.readString(output));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Ends it with all it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
