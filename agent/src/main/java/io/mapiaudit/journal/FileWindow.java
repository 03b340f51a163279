package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A segment file read a quarter of a megabyte at a time. Read and not mapped: a mapped file that
 * somebody cuts short kills the reader, and many journals are read at once on small heaps.
 */
final class FileWindow implements SlotSource {

  private static final int WINDOW_BYTES = 256 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer;
  private long base;
  private int filled;

  /**
   * Opens a file.
   *
   * @param buffer from {@link #newBuffer}; used by one window at a time
   */
  FileWindow(Path file, ByteBuffer buffer) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.buffer = buffer;
  }

  /** A buffer for one window after another: direct memory goes back only by garbage collection. */
  static ByteBuffer newBuffer() {
    return ByteBuffer.allocateDirect(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int locate(long offset, int length) throws IOException {
    if (offset < base || offset + length > base + filled) {
      fill(offset);
    }
    return length <= filled - (offset - base) ? (int) (offset - base) : -1;
  }

  private void fill(long offset) throws IOException {
    base = offset;
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer, base + buffer.position()) > 0) {
      // a read may stop short before the end of the file
    }
    filled = buffer.position();
    buffer.clear();
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void refresh() {
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
