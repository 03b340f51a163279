package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.journal.SegmentCursor.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {

  private final Segment segment = segment(1, Samples.SMALL_SEGMENT);

  private static Segment segment(long number, int bytes) {
    Segment fresh = new Segment(number, ByteBuffer.allocate(bytes));
    fresh.writeHeader(0, 0);
    return fresh;
  }

  private static SegmentCursor cursor(Segment of) {
    return new SegmentCursor(SlotSource.mapped(of), SegmentHeader.of(of));
  }

  private void tickUntilLeft(int slots) {
    while (segment.claimedSlots() < segment.slots() - slots) {
      segment.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0);
    }
  }

  private static Segment.Payload ints(int bytes) {
    return (out, limit) -> {
      for (int i = 0; i < bytes; i += Integer.BYTES) {
        out.putInt(i);
      }
    };
  }

  @Test
  void sequence_numbers_go_on_from_segment_to_segment() {
    Segment third = segment(3, Samples.SMALL_SEGMENT);
    assertThat(third.firstSequence()).isEqualTo(2L * third.slots());
    assertThat(third.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0))
        .isEqualTo(2L * third.slots() + 1);
  }

  @Test
  void a_record_that_just_fits_is_taken() {
    tickUntilLeft(4);
    assertThat(segment.append(RecordLayout.STRING, 0, 1, ints(4 * 64 - 24))).isPositive();
    assertThat(segment.claimedSlots()).isEqualTo(segment.slots());
  }

  @Test
  void a_record_that_does_not_fit_leaves_a_segment_that_reads_to_its_end() throws Exception {
    tickUntilLeft(3);
    assertThat(segment.append(RecordLayout.STRING, 0, 1, ints(4 * 64 - 24))).isZero();
    assertThat(segment.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0)).isZero();
    SegmentCursor cursor = cursor(segment);
    int records = 0;
    while (cursor.look() == State.RECORD) {
      records++;
      cursor.advance();
    }
    assertThat(cursor.look()).isEqualTo(State.END);
    assertThat(records).isEqualTo(segment.slots() - 3);
    assertThat(cursor.type()).isEqualTo(RecordLayout.FILLER);
  }

  @Test
  void a_payload_is_told_how_much_room_the_longest_record_has() {
    List<Integer> limits = new ArrayList<>();
    segment.append(RecordLayout.STRING, 0, 1, (out, limit) -> limits.add(limit));
    int most = RecordLayout.maxRecordSlots(segment.slots());
    assertThat(RecordLayout.slotsFor(limits.get(0))).isEqualTo(most);
    assertThat(RecordLayout.slotsFor(limits.get(0) + 1)).isEqualTo(most + 1);
  }

  @Test
  void the_longest_record_is_read_and_a_longer_one_is_damage() throws Exception {
    Segment large = segment(1, 1 << 20);
    large.append(RecordLayout.STRING, 0, 1, ints((RecordLayout.MAX_RECORD_SLOTS << 6) - 24));
    SegmentCursor cursor = cursor(large);
    assertThat(cursor.look()).isEqualTo(State.RECORD);
    assertThat(cursor.recordSlots()).isEqualTo(RecordLayout.MAX_RECORD_SLOTS);
    cursor.advance();
    int behind = cursor.slot();
    int commit = RecordLayout.commit(RecordLayout.STRING, RecordLayout.MAX_RECORD_SLOTS + 1);
    large
        .view()
        .putInt(behind * 64 + 4, Checksum.ofRecord(large.view(), behind * 64, commit, behind));
    large.view().putInt(behind * 64, commit);
    assertThat(cursor.look()).isEqualTo(State.DAMAGED);
  }

  @Test
  void a_record_longer_than_the_rest_of_its_segment_is_damage() throws Exception {
    tickUntilLeft(1);
    int last = segment.slots() - 1;
    segment.view().putInt(last * 64, RecordLayout.commit(RecordLayout.STACK, 2));
    SegmentCursor cursor = cursor(segment);
    while (cursor.look() == State.RECORD) {
      cursor.advance();
    }
    assertThat(cursor.slot()).isEqualTo(last);
    assertThat(cursor.look()).isEqualTo(State.DAMAGED);
  }

  @Test
  void looking_for_a_record_where_none_is_stays_in_place() throws Exception {
    segment.append(RecordLayout.TICK, 1, 0, 0, 0, 0, 0, 0);
    SegmentCursor cursor = cursor(segment);
    cursor.look();
    cursor.advance();
    assertThat(cursor.look()).isEqualTo(State.EMPTY);
    assertThat(cursor.skipToRecord()).isFalse();
    assertThat(cursor.slot()).isEqualTo(2);
  }

  @Test
  void a_record_in_the_last_place_is_found_behind_a_gap() throws Exception {
    tickUntilLeft(0);
    segment.view().putInt((segment.slots() - 2) * 64, 0);
    SegmentCursor cursor = cursor(segment);
    while (cursor.look() == State.RECORD) {
      cursor.advance();
    }
    assertThat(cursor.skipToRecord()).isTrue();
    assertThat(cursor.slot()).isEqualTo(segment.slots() - 1);
  }
}
