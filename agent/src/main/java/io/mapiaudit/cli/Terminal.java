package io.mapiaudit.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command prints: text in the encoding of the console, JSON always in UTF-8. */
final class Terminal {

  private final PrintStream out;

  Terminal(PrintStream out) {
    this.out = out;
  }

  /** Prints text whose lines end with {@code \n}, with the line ends of this system. */
  void text(String text) {
    out.print(text.replace("\n", System.lineSeparator()));
    out.flush();
  }

  /** Prints one JSON value on a line that ends with {@code \n} on every system. */
  void json(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
