package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Counts what a segment file holds without decoding it. */
final class SegmentScan {

  private SegmentScan() {}

  /** Committed events, the RunStarted that begins every segment left out; 0 when unreadable. */
  static long countEvents(Path file) {
    try (FileWindow window = new FileWindow(file)) {
      SegmentHeader header = SegmentHeader.read(window, file);
      return header == null ? 0 : count(new SegmentCursor(window, header));
    } catch (IOException e) {
      return 0;
    }
  }

  private static long count(SegmentCursor cursor) throws IOException {
    long events = 0;
    while (true) {
      SegmentCursor.State state = cursor.look();
      if (state == SegmentCursor.State.RECORD) {
        if (cursor.type() > RecordLayout.RUN_STARTED) {
          events++;
        }
        cursor.advance();
      } else if (state == SegmentCursor.State.END || !cursor.skipToRecord()) {
        return events;
      }
    }
  }
}
