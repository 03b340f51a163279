package io.mapiaudit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a segment, mapped or read from its file. */
interface SlotSource extends Closeable {

  /**
   * Makes bytes available.
   *
   * @return where they begin in {@link #buffer}, or -1 when the segment ends before their end
   */
  int locate(long offset, int length) throws IOException;

  /** The little-endian buffer that {@link #locate} speaks of. */
  ByteBuffer buffer();

  /** Forgets what was read, so that bytes written since are seen. */
  void refresh();

  @Override
  void close() throws IOException;

  /** A segment this process has mapped. */
  static SlotSource mapped(Segment segment) {
    ByteBuffer view = segment.view();
    return new SlotSource() {
      @Override
      public int locate(long offset, int length) {
        return offset + length <= view.capacity() ? (int) offset : -1;
      }

      @Override
      public ByteBuffer buffer() {
        return view;
      }

      @Override
      public void refresh() {}

      @Override
      public void close() {}
    };
  }
}
