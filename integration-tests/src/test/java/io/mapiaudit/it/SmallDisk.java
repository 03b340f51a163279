package io.mapiaudit.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A file system in memory with little room, mounted on a folder. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one, and skips the test with a reason where that is not allowed.
   *
   * @param options of the mount, for example {@code size=64k}
   */
  static SmallDisk mount(String name, String options) throws IOException, InterruptedException {
    Path folder = Project.output("disks").resolve(name);
    java.nio.file.Files.createDirectories(folder);
    Jvm.Outcome mounted =
        command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    if (mounted.exitCode() != 0) {
      System.out.println("skipping tests of disks: cannot mount one: " + mounted.err().strip());
    }
    assumeTrue(mounted.exitCode() == 0, () -> "cannot mount: " + mounted.err());
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Begins to look how much room there is, all the time. */
  LeastRoom watch() {
    return new LeastRoom();
  }

  /** The least room there has been. */
  final class LeastRoom implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    private final Thread watcher = new Thread(this::look, "least-room");

    LeastRoom() {
      watcher.start();
    }

    private void look() {
      while (!over.get()) {
        least.accumulateAndGet(folder.toFile().getUsableSpace(), Math::min);
        LockSupport.parkNanos(20_000);
      }
    }

    long bytes() {
      return least.get();
    }

    @Override
    public void close() {
      over.set(true);
      try {
        watcher.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Jvm.Outcome unmounted = command("umount", folder.toString());
      if (unmounted.exitCode() != 0) {
        throw new IOException("cannot unmount " + folder + ": " + unmounted.err());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Jvm.Outcome command(String... words) throws IOException, InterruptedException {
    return Processes.run(List.of(words), Map.of());
  }
}
