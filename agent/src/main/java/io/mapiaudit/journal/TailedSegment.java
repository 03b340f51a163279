package io.mapiaudit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The segment the engine reads: mapped while it is written, its file when the engine lags. */
final class TailedSegment implements Closeable {

  private final Segment mapped;
  private final long number;
  private final SlotSource source;
  private final SegmentCursor cursor;

  private TailedSegment(Segment mapped, SlotSource source, SegmentHeader header) {
    this.mapped = mapped;
    this.number = header.number();
    this.source = source;
    this.cursor = new SegmentCursor(source, header);
  }

  static TailedSegment of(Segment segment) {
    return new TailedSegment(segment, SlotSource.mapped(segment), SegmentHeader.of(segment));
  }

  static TailedSegment of(Path file, ByteBuffer buffer) throws IOException {
    FileWindow window = new FileWindow(file, buffer);
    SegmentHeader header = null;
    try {
      header = SegmentHeader.read(window, file);
      if (header == null) {
        throw new JournalFormatException(file, 0, "a segment that was written to has no header");
      }
      return new TailedSegment(null, window, header);
    } finally {
      if (header == null) {
        window.close();
      }
    }
  }

  Segment mapped() {
    return mapped;
  }

  long number() {
    return number;
  }

  SegmentCursor cursor() {
    return cursor;
  }

  SlotSource source() {
    return source;
  }

  /** True when no writer has claimed the place of the cursor yet. */
  boolean isAtFrontier() {
    return mapped != null && cursor.slot() >= mapped.claimedSlots();
  }

  /** True when every place has been claimed, so that no record will follow. */
  boolean isFull() {
    return mapped == null || mapped.claimedSlots() == mapped.slots();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
