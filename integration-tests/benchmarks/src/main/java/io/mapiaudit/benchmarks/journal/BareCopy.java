package io.mapiaudit.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** The bytes of an event into mapped memory of the thread's own, and nothing else: the limit. */
final class BareCopy implements Appender {

  private static final int BYTES = 4 << 20;
  private static final int EVENT_BYTES = 64;

  private final Path folder;
  private final AtomicInteger files = new AtomicInteger();

  BareCopy(Path folder) {
    this.folder = folder;
  }

  @Override
  public OfThread ofThread() {
    ByteBuffer mapped = map(folder.resolve("copy-" + files.incrementAndGet()));
    return new OfThread() {
      private int at;

      @Override
      public void append(long number) {
        mapped.putLong(at, number);
        for (int word = Long.BYTES; word < EVENT_BYTES; word += Long.BYTES) {
          mapped.putLong(at + word, word);
        }
        at = (at + EVENT_BYTES) & (BYTES - 1);
      }
    };
  }

  private static ByteBuffer map(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < BYTES; at += 4096) {
        mapped.put(at, (byte) 1);
      }
      return mapped;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {}
}
