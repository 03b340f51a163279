package io.mapiaudit.it.program;

import io.mapiaudit.demo.load.LoadDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the load driver, waits for a file, and runs it again: what a test does between the start and
 * the file is certainly followed by calls.
 *
 * <p>Arguments: the file; calls of each thread before it; the driver's arguments after it.
 */
public final class LoadTwice {

  private static final long PATIENCE_SECONDS = 90;

  private LoadTwice() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String[] second = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
    String[] first = second.clone();
    first[1] = arguments[1];
    LoadDriver.main(first);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(file)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not told to go on: there is no " + file);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    LoadDriver.main(second);
  }
}
