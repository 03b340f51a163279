package io.mapiaudit.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;

/**
 * Ends the JDK's sleep while it attaches. On Linux it has the target make a socket and sleeps for
 * 100 ms before it looks; the socket is mostly there after a few. An interrupt ends that sleep, and
 * the JDK then looks at once.
 */
final class SocketWatch implements AutoCloseable {

  private static final long POLL_MILLIS = 2;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Thread attaching;
  private final Path socket;
  private final Thread watcher = new Thread(this::watch, "mapi-audit-socket-watch");
  private boolean over;
  private boolean hasWoken;

  private SocketWatch(Thread attaching, Path socket) {
    this.attaching = attaching;
    this.socket = socket;
  }

  /** Watches for the socket of a JVM for this thread, which is about to attach to it. */
  static SocketWatch during(long pid) {
    // In a container it has another number, and the JDK wakes by itself.
    return during(Paths.get("/proc/" + pid + "/root/tmp/.java_pid" + pid));
  }

  static SocketWatch during(Path socket) {
    SocketWatch watch = new SocketWatch(Thread.currentThread(), socket);
    if (ProcessTable.isLinux() && !Files.exists(socket)) {
      watch.watcher.setDaemon(true);
      watch.watcher.start();
    }
    return watch;
  }

  private void watch() {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    try {
      while (!Files.exists(socket) && System.nanoTime() < deadline && !isOver()) {
        Thread.sleep(POLL_MILLIS);
      }
      wake();
    } catch (InterruptedException nobodyElseHasThisThread) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Under the lock, so that no interrupt comes after the end. */
  private synchronized void wake() {
    if (!over && Files.exists(socket)) {
      hasWoken = true;
      attaching.interrupt();
    }
  }

  /** True while its thread is there. */
  boolean isWatching() {
    return watcher.isAlive();
  }

  /** True when it has interrupted the thread that attaches. */
  synchronized boolean hasWoken() {
    return hasWoken;
  }

  /** Ends; an interrupt that came too late to end a sleep is taken back. */
  @Override
  public synchronized void close() {
    over = true;
    if (hasWoken) {
      Thread.interrupted();
    }
  }
}
