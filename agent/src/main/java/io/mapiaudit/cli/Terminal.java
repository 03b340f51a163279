package io.mapiaudit.cli;

import io.mapiaudit.output.log.Printable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command prints: text in the encoding of the console, JSON always in UTF-8. */
final class Terminal {

  private final PrintStream out;

  Terminal(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints text whose lines end with {@code \n}, with the line ends of this system. Names of
   * threads, folders and the like come from anywhere: what would make a terminal do something is
   * shown as an escape.
   */
  void text(String text) {
    out.print(printable(text).replace("\n", System.lineSeparator()));
    out.flush();
  }

  /** Text without what a terminal acts on; line ends stay. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      printable.append(Printable.of(text.substring(from, end))).append('\n');
      from = end + 1;
    }
    return printable.append(Printable.of(text.substring(from))).toString();
  }

  /** Prints one JSON value on a line that ends with {@code \n} on every system. */
  void json(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
