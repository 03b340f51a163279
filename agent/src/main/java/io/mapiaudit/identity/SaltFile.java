package io.mapiaudit.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The file of the secret that people's names are hashed with. Processes that start at once and find
 * none make one between them: a lock on the file itself says whose bytes they are.
 */
public final class SaltFile {

  /** The file's name in a directory of runs. */
  public static final String NAME = "identity.salt";

  private static final int BYTES = 32;
  private static final int MAX_BYTES = 4096;
  private static final long LOCK_SECONDS = 10;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Path file;
  private final SaltAccess access;
  private final LinkOption[] links;

  private SaltFile(Path file, SaltAccess access, LinkOption... links) {
    this.file = file;
    this.access = access;
    this.links = links;
  }

  /**
   * The secret in a file that the configuration names; it may be a link, as mounted secrets are.
   *
   * @throws IOException naming the file, what is wrong with it, and what to do
   */
  public static byte[] configured(Path file) throws IOException {
    return new SaltFile(file, new SaltAccess(file, null)).read();
  }

  /**
   * The secret in the directory that a run's folder is in, made when missing.
   *
   * @param runFolder whose owner must be the file's
   * @throws IOException naming the file, what is wrong with it, and what to do
   */
  public static byte[] beside(Path runFolder) throws IOException {
    Path file = runFolder.resolveSibling(NAME);
    return new SaltFile(file, new SaltAccess(file, runFolder), LinkOption.NOFOLLOW_LINKS).read();
  }

  private byte[] read() throws IOException {
    try {
      if (Files.notExists(file, links)) {
        create();
      }
      access.check(links);
      return content();
    } catch (FileSystemException failure) {
      throw unusable("cannot be read or made: " + failure);
    }
  }

  private void create() throws IOException {
    try {
      access.create();
    } catch (FileAlreadyExistsException anotherProcessWasFirst) {
      // Its bytes will do.
    }
  }

  @SuppressWarnings("try") // the lock only has to last as long as the block
  private byte[] content() throws IOException {
    FileChannel opened;
    try {
      opened = open(StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (FileSystemException readOnly) {
      try (FileChannel channel = open(StandardOpenOption.READ)) {
        return bytes(channel);
      }
    }
    try (FileChannel channel = opened;
        FileLock ignored = lock(channel)) {
      if (channel.size() == 0) {
        fill(channel);
      }
      return bytes(channel);
    }
  }

  private FileChannel open(StandardOpenOption... how) throws IOException {
    Set<OpenOption> options = new HashSet<>(EnumSet.of(how[0], how));
    for (LinkOption link : links) {
      options.add(link);
    }
    return FileChannel.open(file, options);
  }

  private FileLock lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS);
    while (System.nanoTime() < deadline) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException heldInThisProcess) {
        // As good as held in another one.
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw unusable("is locked by another program");
  }

  private void fill(FileChannel channel) throws IOException {
    access.restrict();
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    ByteBuffer rest = ByteBuffer.wrap(secret);
    while (rest.hasRemaining()) {
      channel.write(rest, rest.position());
    }
    channel.force(true);
  }

  private byte[] bytes(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < BYTES) {
      throw unusable("holds " + size + " bytes, which is too short for a secret");
    }
    if (size > MAX_BYTES) {
      throw unusable("holds " + size + " bytes; a secret has at most " + MAX_BYTES);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, bytes.position()) < 0) {
        throw unusable("has become shorter while it was read");
      }
    }
    return bytes.array();
  }

  private IOException unusable(String problem) {
    return access.unusable(problem);
  }
}
