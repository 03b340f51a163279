package io.mapiaudit.cli.report;

import io.mapiaudit.cli.CommandFailure;
import io.mapiaudit.cli.ExitCode;
import io.mapiaudit.output.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file a report goes to: there in whole, or as it was before. */
public final class ReportFile {

  private static final String FIX = "name a file in a folder that exists and can be written";

  private final Path file;
  private final Path folder;

  /**
   * A file, which may exist and is then replaced.
   *
   * @throws CommandFailure when there can be no such file
   */
  public ReportFile(Path file) {
    this.file = file.toAbsolutePath().normalize();
    this.folder = this.file.getParent();
    if (folder == null || Files.isDirectory(this.file)) {
      throw new CommandFailure(ExitCode.USAGE, "-o names a folder: " + file, FIX);
    }
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.USAGE, "-o needs a folder that is not there: " + folder, FIX);
    }
  }

  /**
   * Writes the report.
   *
   * @return its size in bytes
   * @throws CommandFailure when it cannot be written; what was there before is unchanged
   */
  public long write(Report report) {
    Path temporary =
        folder.resolve("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()));
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              1 << 16)) {
        report.writeTo(out);
      }
      long size = Files.size(temporary);
      move(temporary);
      return size;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.BAD_INPUT, "cannot write " + file + ": " + e, FIX);
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        // It could not even be written; the reason was told.
      }
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
