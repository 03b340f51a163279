package io.mapiaudit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The header of a segment file, checked. */
final class SegmentHeader {

  private final long number;
  private final long firstSequence;
  private final int slots;

  private SegmentHeader(long number, long firstSequence, int slots) {
    this.number = number;
    this.firstSequence = firstSequence;
    this.slots = slots;
  }

  static SegmentHeader of(Segment segment) {
    return new SegmentHeader(segment.number(), segment.firstSequence(), segment.slots());
  }

  /**
   * Reads the header of a file.
   *
   * @return null when the file was made but never taken into use
   * @throws JournalFormatException when this is no segment, a damaged or a newer one
   */
  static SegmentHeader read(SlotSource source, Path file) throws IOException {
    int at = source.locate(0, RecordLayout.SLOT_BYTES);
    if (at < 0) {
      if (source.locate(0, 1) < 0) {
        return null; // died between making the file and writing to it
      }
      throw new JournalFormatException(file, 0, "too short for a journal segment");
    }
    ByteBuffer bytes = source.buffer();
    long magic = bytes.getLong(at + RecordLayout.MAGIC_AT);
    if (magic == 0) {
      return null;
    }
    if (magic != RecordLayout.MAGIC) {
      throw new JournalFormatException(file, 0, "not a journal segment");
    }
    Fences.acquire();
    int version = bytes.getInt(at + RecordLayout.VERSION_AT);
    if (version > RecordLayout.VERSION) {
      throw JournalFormatException.newer(file, version);
    }
    return check(bytes, at, file);
  }

  private static SegmentHeader check(ByteBuffer bytes, int at, Path file)
      throws JournalFormatException {
    long number = bytes.getLong(at + RecordLayout.SEGMENT_NUMBER_AT);
    long firstSequence = bytes.getLong(at + RecordLayout.FIRST_SEQUENCE_AT);
    int slots = bytes.getInt(at + RecordLayout.SLOTS_AT);
    ByteBuffer header = bytes.duplicate().order(bytes.order());
    header.position(at).limit(at + RecordLayout.SLOT_BYTES);
    boolean whole =
        Checksum.ofHeader(header.slice().order(bytes.order()))
                == bytes.getInt(at + RecordLayout.HEADER_CHECKSUM_AT)
            && bytes.getInt(at + RecordLayout.VERSION_AT) >= RecordLayout.OLDEST_VERSION
            && bytes.getInt(at + RecordLayout.SLOT_BYTES_AT) == RecordLayout.SLOT_BYTES;
    boolean sane =
        number > 0
            && firstSequence >= 0
            && slots > 0
            && slots <= RecordLayout.MAX_SEGMENT_BYTES / RecordLayout.SLOT_BYTES;
    if (!whole || !sane) {
      throw new JournalFormatException(file, 0, "damaged segment header");
    }
    return new SegmentHeader(number, firstSequence, slots);
  }

  long number() {
    return number;
  }

  long firstSequence() {
    return firstSequence;
  }

  int slots() {
    return slots;
  }
}
