package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OverheadTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long now;
  private long own;
  private long probes;
  private boolean on = true;
  private final List<String> alarms = new ArrayList<>();
  private final Overhead overhead = new Overhead(() -> own, () -> probes);
  private final Watchdog watchdog =
      new Watchdog(
          overhead,
          () -> on,
          why -> {
            on = false;
            return true;
          },
          OptionalDouble.of(0.05),
          alarms::add,
          () -> now);

  private void seconds(int count, double ownShare, double probeShare) {
    for (int i = 0; i < count; i++) {
      now += SECOND;
      own += (long) (ownShare * SECOND);
      probes += (long) (probeShare * SECOND);
      watchdog.run();
    }
  }

  @Test
  void theShareIsThatOfBoth_overTheLastWindow() {
    seconds(Watchdog.QUIET_SECONDS + 1, 0.5, 0.5);
    seconds(20, 0.01, 0.02);
    assertThat(overhead.share()).isEqualTo(0.03, within(0.0001));

    seconds(Overhead.WINDOW, 0, 0.01);
    assertThat(overhead.share()).isEqualTo(0.01, within(0.0001));
    assertThat(alarms).isEmpty();
  }

  @Test
  void aPeakThatIsPaidBackWithinTheWindow_isLetPass() {
    seconds(Watchdog.QUIET_SECONDS, 0, 0);
    seconds(25, 0, 0.01);
    seconds(5, 0.1, 0.1);
    seconds(60, 0, 0.01);

    assertThat(on).isTrue();
  }

  @Test
  void moreThanTheBoundOverAWindow_switchesOffOnceAndSaysSo() {
    seconds(Watchdog.QUIET_SECONDS, 0, 0);
    seconds(Overhead.WINDOW, 0.03, 0.03);
    assertThat(on).isTrue();

    seconds(1, 0.03, 0.03);

    assertThat(on).isFalse();
    assertThat(alarms)
        .singleElement()
        .asString()
        .contains("6.0 % of a core", "overhead.max = 5.0 %", "JMX", "Fix:");
    seconds(100, 0.03, 0.03);
    assertThat(alarms).hasSize(1);
  }

  @Test
  void switchedOnAgain_itIsMeasuredAfresh() {
    seconds(Watchdog.QUIET_SECONDS + Overhead.WINDOW + 1, 0.06, 0);
    on = true;

    seconds(Overhead.WINDOW, 0, 0.06);
    assertThat(on).isTrue();

    seconds(1, 0, 0.06);
    assertThat(on).isFalse();
    assertThat(alarms).hasSize(2);
  }

  @Test
  void withoutABound_nothingIsSwitchedOff() {
    watchdog.max(OptionalDouble.empty());

    seconds(200, 0.9, 0.9);

    assertThat(on).isTrue();
    assertThat(overhead.share()).isEqualTo(1.8, within(0.001));
  }

  @Test
  void theCpuTimeOfAGroupsThreads_isCounted() throws Exception {
    AtomicLong burned = new AtomicLong();
    ThreadGroup group = new ThreadGroup("own");
    OwnCpu cpu = new OwnCpu(group);
    long before = cpu.getAsLong();
    Thread busy =
        new Thread(
            group,
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                burned.incrementAndGet();
              }
            });
    busy.start();
    long deadline = System.nanoTime() + 60 * SECOND;
    while (cpu.getAsLong() - before < SECOND / 20 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(SECOND / 1000);
    }
    busy.interrupt();
    busy.join();

    assertThat(cpu.getAsLong() - before).isGreaterThanOrEqualTo(SECOND / 20);
  }
}
