package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Names, finds and creates the segment files of a run folder. */
final class SegmentFiles {

  private static final Pattern NAME = Pattern.compile("journal-[0-9]{8}\\.maj");
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int PAGE_BYTES = 4096;
  private static final int NUMBER_DIGITS = 8;

  /** Makes the bytes of a new segment; a seam for tests that need a disk to be full. */
  interface Allocator {
    /** A mapping of so many zero bytes in a new file; the file is gone when this fails. */
    ByteBuffer allocate(Path file, int bytes) throws IOException;
  }

  private SegmentFiles() {}

  /** Not by a format: its first use loads the data of locales into every process. */
  static Path path(Path dir, long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    while (digits.length() < NUMBER_DIGITS) {
      digits.insert(0, '0');
    }
    return dir.resolve("journal-" + digits + ".maj");
  }

  /**
   * The segment files in a folder in the order they were made, which is not that of their contents:
   * files are used anew.
   */
  static List<Path> list(Path dir) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "journal-*.maj")) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          found.add(file);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(found);
    return found;
  }

  /**
   * Creates, fills and maps a file. It is filled by writing, so that a full disk is an exception
   * here and not a fault in the thread that touches the page later; touching every page here spares
   * application threads the page faults. Where there is no room for it nothing is written at all:
   * for a moment the application would find the disk full.
   */
  static ByteBuffer allocate(Path file, int bytes) throws IOException {
    requireRoom(file, bytes);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return fillAndMap(channel, bytes);
    } catch (IOException | RuntimeException e) {
      deleteAfterFailure(file, e);
      throw e;
    } catch (OutOfMemoryError e) {
      deleteAfterFailure(file, e);
      throw new IOException("no memory to map " + file, e);
    }
  }

  private static void requireRoom(Path file, int bytes) throws IOException {
    long room;
    try {
      room = file.toAbsolutePath().getParent().toFile().getUsableSpace();
    } catch (SecurityException notForUs) {
      return;
    }
    // 0 where the system cannot tell, too.
    if (room > 0 && room < bytes) {
      throw new FileSystemException(file.toString(), null, "No space left on device");
    }
  }

  private static ByteBuffer fillAndMap(FileChannel channel, int bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
    for (int written = 0; written < bytes; ) {
      zeros.clear().limit(Math.min(CHUNK_BYTES, bytes - written));
      written += channel.write(zeros);
    }
    ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
    for (int page = 0; page < bytes; page += PAGE_BYTES) {
      mapped.put(page, (byte) 0);
    }
    return mapped;
  }

  private static void deleteAfterFailure(Path file, Throwable failure) {
    if (failure instanceof java.nio.file.FileAlreadyExistsException) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
