package io.mapiaudit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.event.Event;
import io.mapiaudit.model.event.Tick;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalClockTest {

  private static final long START = 1_700_000_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-5_000);
  private final AtomicLong wall = new AtomicLong(START);
  private final JournalClock clock = new JournalClock(nanos::get, wall::get);

  @Test
  void time_starts_at_the_wall_clock_and_counts_on_by_nano_time() {
    assertThat(clock.micros()).isEqualTo(START);
    nanos.addAndGet(2_000_000);
    assertThat(clock.micros()).isEqualTo(START + 2000);
  }

  @Test
  void a_wall_clock_set_back_is_not_followed() {
    wall.addAndGet(-3_600_000_000L);
    clock.catchUp();
    nanos.addAndGet(1_000_000);
    assertThat(clock.micros()).isEqualTo(START + 1000);
  }

  @Test
  void a_wall_clock_that_ran_ahead_is_followed_only_beyond_a_second() {
    wall.addAndGet(1_000_000);
    clock.catchUp();
    assertThat(clock.micros()).isEqualTo(START);
    wall.addAndGet(1);
    clock.catchUp();
    assertThat(clock.micros()).isEqualTo(START + 1_000_001);
  }

  @Test
  void events_keep_their_order_in_time_while_the_wall_clock_jumps(@TempDir Path dir)
      throws Exception {
    JournalWriter writer =
        JournalWriter.open(
            dir,
            Samples.RUN,
            new JournalSettings(Samples.SMALL_SEGMENT, 64, 2),
            clock,
            SegmentFiles::allocate);
    for (int i = 0; i < 5000; i++) {
      Samples.await(writer::isNextReady);
      writer.tick();
      nanos.addAndGet(1_000);
      wall.addAndGet(i % 2 == 0 ? 7_000_000 : -8_000_000);
    }
    writer.close();
    List<Event> events = Samples.read(dir);
    assertThat(events).filteredOn(Tick.class::isInstance).hasSize(5000);
    assertThat(events.stream().map(Event::timeMicros).collect(Collectors.toList())).isSorted();
  }
}
