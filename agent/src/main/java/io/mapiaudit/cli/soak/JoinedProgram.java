package io.mapiaudit.cli.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that was running before the soak and goes on after it. */
public final class JoinedProgram implements SoakTarget {

  private static final long PAUSE_MILLIS = 500;

  private final Path run;
  private final BooleanSupplier alive;
  private final Callable<List<String>> detach;

  /**
   * A program.
   *
   * @param run folder of its run
   * @param alive whether the process is there
   * @param detach takes the agent out again, and tells what there is to say
   */
  public JoinedProgram(Path run, BooleanSupplier alive, Callable<List<String>> detach) {
    this.run = run;
    this.alive = alive;
    this.detach = detach;
  }

  @Override
  public boolean isAlive() {
    return alive.getAsBoolean();
  }

  @Override
  public void await(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (left > 0 && isAlive()) {
      TimeUnit.MILLISECONDS.sleep(Math.min(left, PAUSE_MILLIS));
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  @Override
  public List<Path> runs() {
    return Collections.singletonList(run);
  }

  @Override
  public List<String> end() throws IOException {
    if (!isAlive()) {
      return Collections.singletonList("The program has ended");
    }
    try {
      return detach.call();
    } catch (Exception failure) {
      return Collections.singletonList("The agent could not be taken out: " + failure.getMessage());
    }
  }

  /** Whoever started the program is told that, and not whoever joined it. */
  @Override
  public OptionalInt exitCode() {
    return OptionalInt.empty();
  }
}
