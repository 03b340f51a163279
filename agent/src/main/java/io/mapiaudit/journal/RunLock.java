package io.mapiaudit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a run that is being recorded from one whose process died: the recorder holds a lock on a
 * file in the run folder, which the operating system takes back however the process ends.
 */
final class RunLock implements Closeable {

  private static final String FILE = "journal.lock";

  /**
   * Folders this process records into. On POSIX, closing any handle of a locked file gives the lock
   * back, so a lock of this process must not be probed by opening the file.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path key, Path file, FileChannel channel) {
    this.key = key;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder. A file system without locks is put up with: the run then only looks
   * dead while it is recorded.
   *
   * @throws IOException when the file cannot be made or another recorder holds it
   */
  static RunLock take(Path dir) throws IOException {
    Path key = dir.toRealPath();
    if (!OWN.add(key)) {
      throw new IOException("this process already records into " + dir);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(dir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (heldElsewhere(channel)) {
        throw new IOException("another process records into " + dir);
      }
      return new RunLock(key, dir.resolve(FILE), channel);
    } catch (IOException e) {
      OWN.remove(key);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** True while some process records into the folder. */
  static boolean isHeld(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    if (OWN.contains(dir.toRealPath())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return heldElsewhere(channel);
    } catch (java.nio.file.AccessDeniedException e) {
      return false; // a read-only copy of a journal is not being recorded
    }
  }

  /** True when the process that recorded into the folder went away without ending its run. */
  static boolean isAbandoned(Path dir) throws IOException {
    return Files.exists(dir.resolve(FILE)) && !isHeld(dir);
  }

  /** Has an abandoned run count as ended from now on. */
  static void settle(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(FILE));
  }

  private static boolean heldElsewhere(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // this process holds it, through another copy of this class
    } catch (IOException locksUnsupported) {
      return false;
    }
  }

  /** Gives the lock back and removes its file: one that stays tells of a process that died. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } finally {
      OWN.remove(key);
    }
  }
}
