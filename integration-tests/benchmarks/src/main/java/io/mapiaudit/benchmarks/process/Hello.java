package io.mapiaudit.benchmarks.process;

import java.io.IOException;

/** The smallest program. Its output is its largest resident set so far, in KiB. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(Memory.peakKib());
  }
}
