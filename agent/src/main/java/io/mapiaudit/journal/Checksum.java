package io.mapiaudit.journal;

import java.nio.ByteBuffer;

/**
 * The 32-bit checksum of records and headers: a polynomial over 64-bit words. Not
 * java.util.zip.CRC32, which wants an object per thread and a byte array on Java 8.
 */
final class Checksum {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Checksum() {}

  /** State before the first word of the record with this sequence number and commit word. */
  static long start(long sequence, int commit) {
    return add(add(FACTOR, sequence), commit);
  }

  static long add(long state, long word) {
    return (state ^ word) * FACTOR;
  }

  /** Folds the state; the high bits, which depend on every word, decide. */
  static int finish(long state) {
    long mixed = (state ^ (state >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 32);
  }

  /** The checksum of the record whose first slot begins at {@code at} in the buffer. */
  static int ofRecord(ByteBuffer buffer, int at, int commit, long sequence) {
    long state = start(sequence, commit);
    int end = at + (RecordLayout.slotsOf(commit) << RecordLayout.SLOT_SHIFT);
    for (int word = at + RecordLayout.TIME_AT; word < end; word += Long.BYTES) {
      state = add(state, buffer.getLong(word));
    }
    return finish(state);
  }

  /** The checksum of a segment header that begins at the buffer's start. */
  static int ofHeader(ByteBuffer buffer) {
    long state = start(RecordLayout.MAGIC, buffer.getInt(RecordLayout.SLOTS_AT));
    for (int word = RecordLayout.VERSION_AT; word < RecordLayout.SLOTS_AT; word += Long.BYTES) {
      state = add(state, buffer.getLong(word));
    }
    return finish(state);
  }
}
