package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void name() {
    file = dir.resolve("journal.lock");
  }

  @Test
  void recorder_that_begins_waits_for_who_only_looks() throws Exception {
    FileChannel looking = locked();
    AtomicReference<Object> outcome = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread recorder =
        new Thread(
            () -> {
              begun.countDown();
              try {
                outcome.set(RunLock.take(dir));
              } catch (IOException failure) {
                outcome.set(failure);
              }
            });
    recorder.start();
    begun.await();
    while (recorder.getState() != Thread.State.TIMED_WAITING && recorder.isAlive()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    looking.close();
    recorder.join();

    assertThat(outcome.get()).isInstanceOf(RunLock.class);
    ((RunLock) outcome.get()).close();
  }

  @Test
  void recorder_does_not_share_a_folder_with_another_one() throws IOException {
    try (FileChannel other = locked()) {
      assertThat(other.isOpen()).isTrue();
      assertThatThrownBy(() -> RunLock.take(dir))
          .isInstanceOf(IOException.class)
          .hasMessage("another process records into " + dir);
    }
    RunLock.take(dir).close();
    assertThat(file).doesNotExist();
  }

  @Test
  void recorder_that_has_made_no_segment_yet_is_not_taken_for_dead() throws IOException {
    Files.createFile(file);
    assertThat(RunLock.isAbandoned(dir)).isFalse();

    Files.createFile(SegmentFiles.path(dir, 1));
    assertThat(RunLock.isAbandoned(dir)).isTrue();

    RunLock.settle(dir);
    assertThat(RunLock.isAbandoned(dir)).isFalse();
  }

  private FileChannel locked() throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    assertThat(channel.lock().isValid()).isTrue();
    return channel;
  }
}
