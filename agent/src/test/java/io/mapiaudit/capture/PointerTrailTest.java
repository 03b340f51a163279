package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointerTrailTest {

  private static final long TABLE = 0x2000;
  private static final long CODE = 0x3000;

  private final PointerTrail trail = new PointerTrail();

  @Test
  void slotOf_is_where_the_method_was_read() {
    trail.add(TABLE + 5 * 8, CODE);

    assertThat(trail.slotOf(TABLE, CODE, 8)).isEqualTo(5);
    assertThat(trail.slotOf(TABLE, CODE, 4)).isEqualTo(10);
  }

  @Test
  void slotOf_tells_slots_apart_that_share_their_code() {
    trail.add(TABLE + 3 * 8, CODE);
    trail.add(TABLE + 7 * 8, CODE);

    assertThat(trail.slotOf(TABLE, CODE, 8)).as("the one read last").isEqualTo(7);
  }

  @Test
  void slotOf_a_method_read_from_another_table_is_unknown() {
    trail.add(0x5000 + 3 * 8, CODE);
    trail.add(0x100 + 3 * 8, CODE);

    assertThat(trail.slotOf(TABLE, CODE, 8)).isEqualTo(-1);
  }

  @Test
  void slotOf_survives_sixty_other_reads_and_forgets_after_more() {
    trail.add(TABLE + 8, CODE);
    for (int i = 0; i < 60; i++) {
      trail.add(0x9000 + i, i);
    }
    assertThat(trail.slotOf(TABLE, CODE, 8)).isEqualTo(1);

    for (int i = 0; i < 64; i++) {
      trail.add(0xA000 + i, i);
    }
    assertThat(trail.slotOf(TABLE, CODE, 8)).isEqualTo(-1);
  }
}
