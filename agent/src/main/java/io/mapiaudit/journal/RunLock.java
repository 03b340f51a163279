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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells a run that is being recorded from one whose process died: the recorder holds a lock on a
 * file in the run folder, which the operating system takes back however the process ends.
 */
final class RunLock implements Closeable {

  private static final String FILE = "journal.lock";

  /** So long a recorder that begins waits for others to have looked whether it is recording. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

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
   * dead while it is recorded. Whoever looks whether the folder is recorded into holds the lock for
   * a moment: that is waited for.
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
      if (staysHeldElsewhere(channel)) {
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

  /**
   * True when the process that recorded into the folder went away without ending its run. A
   * recorder has the lock before it makes a segment, and removes the file before it gives the lock
   * back: so, in this order, one that begins or ends at this moment is not taken for dead.
   */
  static boolean isAbandoned(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    return Files.exists(file)
        && !SegmentFiles.list(dir).isEmpty()
        && !isHeld(dir)
        && Files.exists(file);
  }

  /** Has an abandoned run count as ended from now on. */
  static void settle(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(FILE));
  }

  private static boolean staysHeldElsewhere(FileChannel channel) {
    long start = System.nanoTime();
    while (heldElsewhere(channel)) {
      if (System.nanoTime() - start > LOOK_NANOS) {
        return true;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
    return false;
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
      removeWhileHeld();
      channel.close();
      Files.deleteIfExists(file);
    } finally {
      OWN.remove(key);
    }
  }

  private void removeWhileHeld() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException notWhileItIsOpen) {
      // Removed once it is closed; others may take the run for abandoned in between.
    }
  }
}
