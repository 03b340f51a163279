package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundOutputTest {

  private static final long PATIENCE_MILLIS = 30_000;

  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  /** Tells what it was given; may be made to wait or to fail. */
  private final class Target implements Output {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate;
    private Error failure;

    Target(CountDownLatch gate) {
      this.gate = gate;
    }

    @Override
    public void finding(Finding finding) {
      entered.countDown();
      boolean interrupted = false;
      while (gate.getCount() > 0) {
        try {
          gate.await();
        } catch (InterruptedException ignored) {
          interrupted = true;
        }
      }
      if (interrupted) {
        taken.add("interrupted");
      }
      if (failure != null) {
        throw failure;
      }
      taken.add(finding.fingerprint());
    }

    @Override
    public void close() {
      taken.add("closed");
    }
  }

  @Test
  void findings_are_passed_on_in_order_by_a_daemon_and_then_it_is_closed() {
    Target target = new Target(new CountDownLatch(0));
    BackgroundOutput output = background(target, 10, PATIENCE_MILLIS);
    assertThat(output.isAtWork()).as("before the first finding").isFalse();

    output.finding(finding("a"));
    output.finding(finding("b"));
    output.close();

    assertThat(taken).containsExactly("a", "b", "closed");
    assertThat(output.isAtWork()).isFalse();
    assertThat(failures).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void target_that_throws_an_error_gets_the_next_one_all_the_same() {
    Target target = new Target(new CountDownLatch(0));
    target.failure = new StackOverflowError();
    BackgroundOutput output = background(target, 10, PATIENCE_MILLIS);

    output.finding(finding("a"));
    output.finding(finding("b"));
    output.close();

    assertThat(failures).containsExactly(target.failure, target.failure);
  }

  @Test
  void target_that_blocks_holds_nobody_up_and_what_it_missed_is_said() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Target target = new Target(gate);
    BackgroundOutput output = background(target, 3, 10);

    output.finding(finding("stuck"));
    assertThat(target.entered.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    for (int i = 0; i < 5; i++) {
      output.finding(finding("" + i));
    }
    output.close();

    assertThat(taken).isEmpty();
    assertThat(output.isAtWork()).isTrue();
    assertThat(warnings).singleElement().asString().startsWith("6 alert(s) did not get to the log");
    gate.countDown();
  }

  @Test
  void the_oldest_give_way_and_are_counted() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Target target = new Target(gate);
    BackgroundOutput output = background(target, 2, PATIENCE_MILLIS);

    output.finding(finding("first"));
    assertThat(target.entered.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    for (String name : new String[] {"a", "b", "c", "d"}) {
      output.finding(finding(name));
    }
    gate.countDown();
    output.close();

    assertThat(taken).containsExactly("first", "c", "d", "closed");
    assertThat(warnings).singleElement().asString().startsWith("2 alert(s) did not get to the log");
  }

  private BackgroundOutput background(Output target, int capacity, long closeMillis) {
    return new BackgroundOutput(
        "the log", target, capacity, closeMillis, failures::add, warnings::add);
  }

  private static Finding finding(String fingerprint) {
    return SampleFindings.bare().fingerprint(fingerprint).build();
  }
}
