package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbeTimeTest {

  @Test
  void pieces_of_work_are_estimated_from_those_picked() {
    ProbeTime time = new ProbeTime();
    int pieces = 400_000;
    int picked = 0;
    for (int i = 0; i < pieces; i++) {
      long begin = time.begin();
      picked += begin == 0 ? 0 : 1;
      time.end(begin);
    }
    assertThat(time.count()).isEqualTo(picked * 64L);
    // Ten standard deviations.
    assertThat((double) time.count()).isCloseTo(pieces, within(pieces * 0.13));
    assertThat(time.nanos()).isPositive();
  }
}
