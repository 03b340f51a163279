package io.mapiaudit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketWatchTest {

  private static final long POLL_NANOS = 100_000;

  @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void on_linux_only() {
    assumeThat(ProcessTable.isLinux()).as("the JDK sleeps on Linux only").isTrue();
    socket = temp.resolve("socket");
  }

  @Test
  void the_sleep_ends_when_the_socket_is_there() throws Exception {
    boolean woken = false;
    try (SocketWatch watch = SocketWatch.during(socket)) {
      Thread maker = new Thread(this::makeSocket);
      maker.start();
      try {
        // Longer than the test may take.
        new CountDownLatch(1).await(1, TimeUnit.HOURS);
      } catch (InterruptedException socketIsThere) {
        woken = true;
      }
      maker.join();
      assertThat(watch.hasWoken()).isTrue();
    }
    assertThat(woken).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void an_interrupt_that_ends_no_sleep_is_taken_back() throws Exception {
    try (SocketWatch watch = SocketWatch.during(socket)) {
      makeSocket();
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      assertThat(watch.hasWoken()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void nobody_is_woken_where_the_socket_is_there_already() throws Exception {
    makeSocket();
    try (SocketWatch watch = SocketWatch.during(socket)) {
      assertThat(watch.isWatching()).isFalse();
      assertThat(watch.hasWoken()).isFalse();
    }
  }

  @Test
  void after_the_end_nobody_is_woken() throws Exception {
    SocketWatch watch = SocketWatch.during(socket);
    assertThat(watch.isWatching()).isTrue();
    watch.close();
    makeSocket();
    while (watch.isWatching()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    assertThat(watch.hasWoken()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private void makeSocket() {
    try {
      Files.createFile(socket);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
