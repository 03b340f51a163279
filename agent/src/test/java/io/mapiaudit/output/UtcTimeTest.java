package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UtcTimeTest {

  @Test
  void time_has_six_digits_also_when_they_are_zeros() {
    assertThat(UtcTime.format(1_715_938_200_000_000L)).isEqualTo("2024-05-17T09:30:00.000000Z");
    assertThat(UtcTime.format(SampleFindings.START_MICROS))
        .isEqualTo("2024-05-17T09:30:00.000125Z");
  }

  @Test
  void time_before_1970_counts_backwards() {
    assertThat(UtcTime.format(-1)).isEqualTo("1969-12-31T23:59:59.999999Z");
  }
}
