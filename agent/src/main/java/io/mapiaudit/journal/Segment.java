package io.mapiaudit.journal;

import static io.mapiaudit.journal.RecordLayout.SLOT_SHIFT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One mapped segment file that records are written to. Threads claim slots by adding to a counter
 * and then own them, so that nobody waits for anybody.
 */
final class Segment {

  /** What a variable record holds. */
  interface Payload {
    /** Writes the payload; called twice, first to measure, and must do the same both times. */
    void writeTo(PayloadWriter out, int limit);
  }

  private final long number;
  private final long firstSequence;
  private final int slots;
  private final ByteBuffer buffer;
  private final AtomicInteger claimed = new AtomicInteger(1);

  /** The segment after this one once it is ready; cut when neither is current any more. */
  private volatile Segment next;

  Segment(long number, ByteBuffer zeros) {
    this.number = number;
    this.buffer = zeros.order(ByteOrder.LITTLE_ENDIAN);
    this.slots = zeros.capacity() >> SLOT_SHIFT;
    this.firstSequence = (number - 1) * slots;
  }

  /** Writes the header, which makes this a segment to readers. */
  void writeHeader(long runStartMicros, long anchorMicros) {
    buffer.putInt(RecordLayout.VERSION_AT, RecordLayout.VERSION);
    buffer.putInt(RecordLayout.SLOT_BYTES_AT, RecordLayout.SLOT_BYTES);
    buffer.putLong(RecordLayout.SEGMENT_NUMBER_AT, number);
    buffer.putLong(RecordLayout.FIRST_SEQUENCE_AT, firstSequence);
    buffer.putLong(RecordLayout.RUN_START_AT, runStartMicros);
    buffer.putLong(RecordLayout.WALL_ANCHOR_AT, anchorMicros);
    buffer.putInt(RecordLayout.SLOTS_AT, slots);
    buffer.putInt(RecordLayout.HEADER_CHECKSUM_AT, Checksum.ofHeader(buffer));
    Fences.release();
    buffer.putLong(RecordLayout.MAGIC_AT, RecordLayout.MAGIC);
  }

  /**
   * Appends a fixed record. The identifiers are two to a word, the first in the lower half.
   *
   * @return its sequence number, or 0 when this segment is full
   */
  long append(
      int type, long time, long ids1, long ids2, long ids3, long first, long second, long third) {
    int slot = claim(1);
    if (slot == 0) {
      return 0;
    }
    int at = slot << SLOT_SHIFT;
    int commit = RecordLayout.commit(type, 1);
    long sequence = firstSequence + slot;
    buffer.putLong(at + RecordLayout.TIME_AT, time);
    buffer.putLong(at + RecordLayout.THREAD_AT, ids1);
    buffer.putLong(at + RecordLayout.ENTRY_POINT_AT, ids2);
    buffer.putLong(at + RecordLayout.OTHER_AT, ids3);
    buffer.putLong(at + RecordLayout.FIRST_AT, first);
    buffer.putLong(at + RecordLayout.SECOND_AT, second);
    buffer.putLong(at + RecordLayout.THIRD_AT, third);
    long state = Checksum.start(sequence, commit);
    state = Checksum.add(Checksum.add(state, time), ids1);
    state = Checksum.add(Checksum.add(state, ids2), ids3);
    state = Checksum.add(Checksum.add(Checksum.add(state, first), second), third);
    buffer.putInt(at + RecordLayout.CHECKSUM_AT, Checksum.finish(state));
    Fences.release();
    buffer.putInt(at, commit);
    return sequence;
  }

  /**
   * Appends a variable record.
   *
   * @return its sequence number, or 0 when it does not fit into what is left of this segment
   */
  long append(int type, long time, int id, Payload payload) {
    PayloadWriter out = new PayloadWriter();
    int limit = (RecordLayout.maxRecordSlots(slots) << SLOT_SHIFT) - RecordLayout.PAYLOAD_AT;
    payload.writeTo(out, limit);
    int length = out.length();
    int wanted = RecordLayout.slotsFor(length);
    int slot = claim(wanted);
    if (slot == 0) {
      return 0;
    }
    int at = slot << SLOT_SHIFT;
    buffer.putLong(at + RecordLayout.TIME_AT, time);
    buffer.putInt(at + RecordLayout.ID_AT, id);
    buffer.putInt(at + RecordLayout.LENGTH_AT, length);
    out.startAt(buffer, at + RecordLayout.PAYLOAD_AT);
    payload.writeTo(out, limit);
    commit(slot, RecordLayout.commit(type, wanted));
    return firstSequence + slot;
  }

  /** The first of so many slots that now belong to the caller, or 0 when there are not enough. */
  private int claim(int wanted) {
    // Looking first keeps the counter from running over while no next segment is ready.
    if (claimed.get() >= slots) {
      return 0;
    }
    int slot = claimed.getAndAdd(wanted);
    if (slot + wanted <= slots) {
      return slot;
    }
    if (slot < slots) {
      commit(slot, RecordLayout.commit(RecordLayout.FILLER, slots - slot));
    }
    return 0;
  }

  private void commit(int slot, int commit) {
    int at = slot << SLOT_SHIFT;
    int checksum = Checksum.ofRecord(buffer, at, commit, firstSequence + slot);
    buffer.putInt(at + RecordLayout.CHECKSUM_AT, checksum);
    Fences.release();
    buffer.putInt(at, commit);
  }

  /**
   * Makes the mapping of a finished segment ready for another: first of all it stops being a
   * segment to readers.
   *
   * @return its bytes, all zero
   */
  ByteBuffer wipe() {
    buffer.putLong(RecordLayout.MAGIC_AT, 0);
    Fences.release();
    byte[] zeros = new byte[RecordLayout.MIN_SEGMENT_BYTES / 16];
    ByteBuffer view = view();
    while (view.hasRemaining()) {
      view.put(zeros, 0, Math.min(zeros.length, view.remaining()));
    }
    return buffer;
  }

  /** Waits until the bytes are on the disk. */
  void force() {
    if (buffer instanceof MappedByteBuffer) {
      ((MappedByteBuffer) buffer).force();
    }
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

  /** Slots that belong to some writer; those behind are certainly empty. */
  int claimedSlots() {
    return Math.min(claimed.get(), slots);
  }

  /** A view of the bytes with a position of its own. */
  ByteBuffer view() {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  Segment next() {
    return next;
  }

  void linkTo(Segment successor) {
    next = successor;
  }
}
