package io.mapiaudit.instrument;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A file of the catalogue, as lines of words; blank ones and those that begin with # are none. */
final class WordLines {

  private final String name;

  /**
   * A file.
   *
   * @param name of a resource beside this class
   */
  WordLines(String name) {
    this.name = name;
  }

  /** Reads the one that comes with the agent. */
  void readBuiltIn(Consumer<String[]> lines) {
    try (InputStream in = WordLines.class.getResourceAsStream(name)) {
      read(new InputStreamReader(in, StandardCharsets.UTF_8), lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads one from elsewhere.
   *
   * @throws IllegalArgumentException naming the line that {@code lines} has refused, and why
   */
  void read(Reader source, Consumer<String[]> lines) throws IOException {
    BufferedReader reader = new BufferedReader(source);
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String text = line.trim();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      try {
        lines.accept(text.split("\\s+"));
      } catch (RuntimeException problem) {
        throw new IllegalArgumentException(
            name + " line " + number + ": " + problem.getMessage() + " in '" + text + "'", problem);
      }
    }
  }
}
