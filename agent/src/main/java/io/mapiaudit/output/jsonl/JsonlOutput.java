package io.mapiaudit.output.jsonl;

import io.mapiaudit.model.Finding;
import io.mapiaudit.output.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Appends findings to a file, one JSON object a line; every line is in the file at once. */
public final class JsonlOutput implements Output {

  private final OutputStream out;
  private final LineFormat format;
  private boolean torn;

  /**
   * Opens the file, which is created where it is missing.
   *
   * @throws IOException when it cannot be written
   */
  public JsonlOutput(Path file, LineFormat format) throws IOException {
    this(
        Files.newOutputStream(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        format);
  }

  JsonlOutput(OutputStream out, LineFormat format) {
    this.out = out;
    this.format = format;
  }

  /**
   * Appends a line.
   *
   * @throws UncheckedIOException when it could not be written; the next one is tried all the same
   */
  @Override
  public synchronized void finding(Finding finding) {
    try {
      byte[] line = format.bytes(finding);
      if (torn) {
        out.write('\n');
      }
      torn = true;
      byte[] ended = Arrays.copyOf(line, line.length + 1);
      ended[line.length] = '\n';
      out.write(ended);
      out.flush();
      torn = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
