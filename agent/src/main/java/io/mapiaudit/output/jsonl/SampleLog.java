package io.mapiaudit.output.jsonl;

import io.mapiaudit.output.SampleFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code samples.jsonl}, whose fields {@link SampleFile} tells. The file stays bounded
 * however long a run is: when it is full every second line goes, and from then on half as many are
 * taken, so that what is left is spread evenly over the run.
 */
public final class SampleLog implements Closeable {

  /** Lines at most; less than 1 MiB. */
  static final int MAX_LINES = 2_000;

  private final Path file;
  private final int maxLines;
  private long every = 1;
  private long offered;
  private int lines;
  private Map<String, Object> leftOut;

  /** A log in the folder of a run. */
  public SampleLog(Path runFolder) {
    this(runFolder, MAX_LINES);
  }

  SampleLog(Path runFolder, int maxLines) {
    this.file = runFolder.resolve(SampleFile.NAME);
    this.maxLines = maxLines;
  }

  /**
   * Takes a sample, which is written unless it comes too soon after the last one.
   *
   * @throws IOException when it cannot be written; the next one is tried all the same
   */
  public void add(Map<String, Object> sample) throws IOException {
    leftOut = sample;
    if (offered++ % every != 0) {
      return;
    }
    if (lines >= maxLines) {
      thin();
    }
    append(sample);
  }

  private void append(Map<String, Object> sample) throws IOException {
    Files.write(
        file,
        (Json.line(sample) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    lines++;
    leftOut = null;
  }

  /** Drops every second line; a reader sees the file before or after, never a part. */
  private void thin() throws IOException {
    List<String> all = SampleFile.lines(file.getParent());
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      kept.add(all.get(i));
    }
    Path temp = file.resolveSibling(SampleFile.NAME + ".tmp");
    try {
      Files.write(temp, kept, StandardCharsets.UTF_8);
      try {
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temp);
    }
    lines = kept.size();
    every *= 2;
    offered = 1;
  }

  /** Writes the last sample, should it have been left out. */
  @Override
  public void close() throws IOException {
    if (leftOut != null) {
      append(leftOut);
    }
  }
}
