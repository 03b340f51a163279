package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What a segment file holds, found out without decoding it. */
final class SegmentScan {

  private long events;
  private boolean whole;

  private SegmentScan() {}

  /** Of a file that cannot be opened. */
  static SegmentScan ofNothing() {
    return new SegmentScan();
  }

  /**
   * Scans a file through a window's buffer; one that cannot be understood holds nothing.
   *
   * @throws IOException when it cannot be opened
   */
  static SegmentScan of(Path file, ByteBuffer buffer) throws IOException {
    SegmentScan scan = new SegmentScan();
    try (FileWindow window = new FileWindow(file, buffer)) {
      scan.read(window, file);
    }
    return scan;
  }

  private void read(FileWindow window, Path file) {
    try {
      SegmentHeader header = SegmentHeader.read(window, file);
      if (header != null) {
        walk(new SegmentCursor(window, header));
      }
    } catch (IOException e) {
      whole = false;
    }
  }

  private void walk(SegmentCursor cursor) throws IOException {
    whole = true;
    while (true) {
      SegmentCursor.State state = cursor.look();
      if (state == SegmentCursor.State.RECORD) {
        events += cursor.type() > RecordLayout.RUN_STARTED ? 1 : 0;
        cursor.advance();
      } else if (state == SegmentCursor.State.END) {
        return;
      } else {
        whole = false;
        if (!cursor.skipToRecord()) {
          return;
        }
      }
    }
  }

  /** Committed events, the RunStarted that begins every segment left out. */
  long events() {
    return events;
  }

  /** True when every place is filled, so that no thread has one it may still write to. */
  boolean isWhole() {
    return whole;
  }
}
