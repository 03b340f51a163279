package io.mapiaudit.benchmarks.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The results of one part, a line of JSON each, in the directory the system property names. */
public final class RowFile {

  /** System property: where the files are. */
  public static final String DIRECTORY = "benchmarks.rows";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private RowFile(Path file) {
    this.file = file;
  }

  /** The file of a part; what an earlier run has left in it stays. */
  public static RowFile of(String part) {
    return new RowFile(
        Path.of(System.getProperty(DIRECTORY, "target/benchmarks"), part + ".jsonl"));
  }

  /** Adds a row. */
  public void add(Row row) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          JSON.writeValueAsString(row.fields()) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
