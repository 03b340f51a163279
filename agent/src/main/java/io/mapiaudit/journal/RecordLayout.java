package io.mapiaudit.journal;

import io.mapiaudit.model.EntryPoint;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.Stack;
import io.mapiaudit.model.ThreadInfo;

/**
 * Where every byte of a journal segment lies. Little endian; a segment is a whole number of slots
 * of 64 bytes; slot 0 is the header and the rest are records of one or several consecutive slots.
 *
 * <pre>
 * segment header
 *  0        8       12       16        24        32        40        48     52       56       64
 *  +--------+-------+--------+---------+---------+---------+---------+------+--------+--------+
 *  | magic  |version|slot    | segment | first   | run     | wall    |slots |header  | zero   |
 *  |MAPIAUDJ|       |bytes   | number  | sequence| start   | anchor  |      |checksum|        |
 *  +--------+-------+--------+---------+---------+---------+---------+------+--------+--------+
 *
 * fixed record: one slot, every event but those named below
 *  0       4         8      16     20       24     28     32     36     40     48      56      64
 *  +-------+---------+------+------+--------+------+------+------+------+------+-------+-------+
 *  |commit |checksum | time |thread|identity|entry |stack |other |flags |first |second | third |
 *  |       |         |      |      |        |point |      |      |      |      |       |       |
 *  +-------+---------+------+------+--------+------+------+------+------+------+-------+-------+
 *
 * variable record: dictionary entries, RunStarted, AccountNamed, EnvironmentObserved,
 *                  RecordingSwitched, filler
 *  0       4         8      16     20       24                              slots * 64
 *  +-------+---------+------+------+--------+---------------------+---------+
 *  |commit |checksum | time | id   | length | payload ...         | zeros   |
 *  +-------+---------+------+------+--------+---------------------+---------+
 *
 * what a fixed record's fields hold for the sweep of native threads
 *                      other            flags         first          second       third
 *  NativeThreadSeen    module (string)  1: of MAPI    start address  module base  born, micros
 *  NativeThreadEnded   -                -             last seen, micros  -        -
 *  ThreadsSwept        -                -             threads        impersonating  nanos taken
 *
 * commit: bits 0-7 type, bits 8-31 slot count
 * </pre>
 *
 * <p>A record belongs to the journal once its commit word is not 0. It is written last, after a
 * release fence, and is 4 bytes because a 32-bit JVM writes a long in two halves. The checksum
 * covers the commit word, the sequence number and everything from offset 8 to the record's end. The
 * sequence number of a record is the segment's first sequence plus the number of its first slot, so
 * a record that lies at the wrong place never matches. In the header the magic is written last.
 *
 * <p>A type of record that a reader does not know counts as damage, so a new type means a new
 * version, which older readers refuse as a whole: what they cannot know of may be what makes the
 * rest mean something else. Version 2 has added RecordingSwitched, version 3 the three records of
 * the sweep; older versions are read as they are.
 */
final class RecordLayout {

  static final int SLOT_BYTES = 64;
  static final int SLOT_SHIFT = 6;

  /** "MAPIAUDJ" as it stands in the file. */
  static final long MAGIC = 0x4A445541_4950414DL;

  static final int VERSION = 3;

  /** The oldest version that is read. */
  static final int OLDEST_VERSION = 1;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int SLOT_BYTES_AT = 12;
  static final int SEGMENT_NUMBER_AT = 16;
  static final int FIRST_SEQUENCE_AT = 24;
  static final int RUN_START_AT = 32;
  static final int WALL_ANCHOR_AT = 40;
  static final int SLOTS_AT = 48;
  static final int HEADER_CHECKSUM_AT = 52;

  static final int COMMIT_AT = 0;
  static final int CHECKSUM_AT = 4;
  static final int TIME_AT = 8;

  static final int THREAD_AT = 16;
  static final int IDENTITY_AT = 20;
  static final int ENTRY_POINT_AT = 24;
  static final int STACK_AT = 28;
  static final int OTHER_AT = 32;
  static final int FLAGS_AT = 36;
  static final int FIRST_AT = 40;
  static final int SECOND_AT = 48;
  static final int THIRD_AT = 56;

  static final int ID_AT = 16;
  static final int LENGTH_AT = 20;
  static final int PAYLOAD_AT = 24;

  static final int FILLER = 1;
  static final int THREAD = 2;
  static final int IDENTITY = 3;
  static final int ENTRY_POINT = 4;
  static final int STACK = 5;
  static final int STRING = 6;

  static final int RUN_STARTED = 16;
  static final int CALL_ENTERED = 17;
  static final int CALL_RETURNED = 18;
  static final int THREAD_STARTED = 19;
  static final int TASK_SUBMITTED = 20;
  static final int TASK_STARTED = 21;
  static final int TASK_ENDED = 22;
  static final int STACK_SAMPLED = 23;
  static final int TICK = 24;
  static final int ACCOUNT_NAMED = 25;
  static final int EVENTS_LOST = 26;
  static final int RUN_ENDED = 27;
  static final int ENVIRONMENT_OBSERVED = 28;
  static final int RECORDING_SWITCHED = 29;
  static final int NATIVE_THREAD_SEEN = 30;
  static final int NATIVE_THREAD_ENDED = 31;
  static final int THREADS_SWEPT = 32;

  /** Longest string in a record, in bytes of UTF-8; longer ones are cut. */
  static final int MAX_STRING_BYTES = 1024;

  /** Longest record a reader accepts; also bounds what one damaged length can make it read. */
  static final int MAX_RECORD_SLOTS = 1024;

  static final int MIN_SEGMENT_BYTES = 64 * 1024;
  static final int MAX_SEGMENT_BYTES = 16 * 1024 * 1024;

  private RecordLayout() {}

  static int commit(int type, int slots) {
    return (slots << 8) | type;
  }

  static int typeOf(int commit) {
    return commit & 0xFF;
  }

  static int slotsOf(int commit) {
    return commit >>> 8;
  }

  static boolean isEvent(int type) {
    return type >= RUN_STARTED;
  }

  /**
   * Longest record a writer makes: an eighth of a segment, so that an event always fits into a
   * fresh segment together with the five dictionary records it can need.
   */
  static int maxRecordSlots(int slotsInSegment) {
    return Math.min(MAX_RECORD_SLOTS, slotsInSegment / 8);
  }

  /** Slots of a variable record with a payload of this many bytes. */
  static int slotsFor(int payloadBytes) {
    return (PAYLOAD_AT + payloadBytes + SLOT_BYTES - 1) >> SLOT_SHIFT;
  }

  /**
   * The record type of a dictionary value.
   *
   * @throws IllegalArgumentException when there is no dictionary for it
   */
  static int dictionaryOf(Object value) {
    if (value instanceof Identity) {
      return IDENTITY;
    }
    if (value instanceof ThreadInfo) {
      return THREAD;
    }
    if (value instanceof EntryPoint) {
      return ENTRY_POINT;
    }
    if (value instanceof Stack) {
      return STACK;
    }
    if (value instanceof String) {
      return STRING;
    }
    throw new IllegalArgumentException("no dictionary for " + value.getClass().getName());
  }
}
