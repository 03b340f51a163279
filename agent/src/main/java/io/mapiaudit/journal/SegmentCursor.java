package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks the records of one segment and says what lies at each place. What to do about a gap or
 * damage is its user's business.
 */
final class SegmentCursor {

  /** What lies at the cursor. */
  enum State {
    /** A whole record. */
    RECORD,
    /** Nothing that was committed. */
    EMPTY,
    /** A committed record whose checksum, type or length is wrong. */
    DAMAGED,
    /** The bytes end before the record or the segment does. */
    CUT,
    /** The end of the segment. */
    END
  }

  private final SlotSource source;
  private final SegmentHeader header;
  private int slot = 1;
  private int type;
  private int recordSlots;
  private int at;

  /** Bytes that may still be read to find a record behind damage; keeps a hostile file linear. */
  private long searchBudget;

  private boolean searching;

  SegmentCursor(SlotSource source, SegmentHeader header) {
    this.source = source;
    this.header = header;
    this.searchBudget = 4L * header.slots() * RecordLayout.SLOT_BYTES;
  }

  State look() throws IOException {
    if (slot >= header.slots()) {
      return State.END;
    }
    int found = source.locate(offset(), RecordLayout.SLOT_BYTES);
    if (found < 0) {
      return State.CUT;
    }
    int commit = source.buffer().getInt(found + RecordLayout.COMMIT_AT);
    if (commit == 0) {
      return State.EMPTY;
    }
    Fences.acquire();
    return lookAt(commit);
  }

  private State lookAt(int commit) throws IOException {
    int slots = RecordLayout.slotsOf(commit);
    if (slots == 0 || slots > RecordLayout.MAX_RECORD_SLOTS || slots > header.slots() - slot) {
      return State.DAMAGED;
    }
    int bytes = slots << RecordLayout.SLOT_SHIFT;
    int found = source.locate(offset(), bytes);
    if (found < 0) {
      return State.CUT;
    }
    searchBudget -= searching ? bytes : 0;
    ByteBuffer buffer = source.buffer();
    int checksum = buffer.getInt(found + RecordLayout.CHECKSUM_AT);
    if (checksum != Checksum.ofRecord(buffer, found, commit, sequence())) {
      return State.DAMAGED;
    }
    type = RecordLayout.typeOf(commit);
    recordSlots = slots;
    at = found;
    return State.RECORD;
  }

  /** Goes on behind the record that {@link #look} found. */
  void advance() {
    slot += recordSlots;
  }

  /**
   * Goes to the next whole record behind this place.
   *
   * @return false when there is none; the cursor then stays
   */
  boolean skipToRecord() throws IOException {
    int from = slot;
    searching = true;
    try {
      for (slot = from + 1; slot < header.slots() && searchBudget > 0; slot++) {
        if (look() == State.RECORD) {
          return true;
        }
      }
    } finally {
      searching = false;
    }
    slot = from;
    return false;
  }

  /** Gives the rest of the segment up. */
  void skipToEnd() {
    slot = header.slots();
  }

  /** Type of the record that {@link #look} found. */
  int type() {
    return type;
  }

  int recordSlots() {
    return recordSlots;
  }

  /** Where the record begins in {@link #buffer}. */
  int position() {
    return at;
  }

  ByteBuffer buffer() {
    return source.buffer();
  }

  int slot() {
    return slot;
  }

  /** Bytes from the start of the file to the cursor. */
  long offset() {
    return (long) slot << RecordLayout.SLOT_SHIFT;
  }

  long sequence() {
    return header.firstSequence() + slot;
  }
}
