package io.mapiaudit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProbeTimeTest {

  private final ProbeTime time = new ProbeTime();

  @Test
  void aboutOneIn64IsTimed_onThreadsThatDoLittleToo() throws InterruptedException {
    Thread[] threads = new Thread[50];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 1_280; n++) {
                  time.end(time.begin());
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    }
    // 1,000 expected, standard deviation 31: ten of them to either side.
    assertThat(time.samples()).isBetween(700L, 1_300L);
    assertThat(time.totalNanos()).isEqualTo(64 * time.sampledNanos());
  }

  @Test
  void aSampleStandsFor64_andNoneForMoreThanAMillisecond() {
    time.add(10_000);
    assertThat(time.totalNanos()).isEqualTo(640_000);

    time.add(TimeUnit.SECONDS.toNanos(3));
    assertThat(time.sampledNanos()).isEqualTo(1_010_000);
    assertThat(time.samples()).isEqualTo(2);
  }

  @Test
  void aClockThatStepsBack_takesNothingAway() {
    time.add(500);
    time.add(-700);

    assertThat(time.sampledNanos()).isEqualTo(500);
  }
}
