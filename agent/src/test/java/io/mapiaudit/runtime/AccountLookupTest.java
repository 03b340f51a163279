package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.identity.Naming;
import io.mapiaudit.model.Identity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Transport;
import io.mapiaudit.model.event.RunStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AccountLookupTest {

  private static final long PATIENCE_SECONDS = 60;

  private final Gate gate = new Gate();
  private final List<String> asked = new ArrayList<>();
  private final AccountLookup lookup =
      // What is not known is not recorded: no journal is needed.
      new AccountLookup(null, new Unknown(), failure -> {}, gate);

  @Test
  void look_up_that_its_thread_has_just_taken_is_not_over() throws Exception {
    assertThat(lookup.isIdle()).isTrue();
    Identity service =
        new Identity("S-1-5-18", Identity.Source.PROCESS, Identity.Level.NONE, 1, 1, 0);
    lookup.on(new RunStarted(1, 1, new RunInfo(1, "h", "test", 1, service, Transport.UNKNOWN, 1)));
    assertThat(gate.taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(lookup.isIdle()).isFalse();

    gate.open.countDown();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!lookup.isIdle() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(lookup.isIdle()).isTrue();
    assertThat(asked).containsExactly("S-1-5-18");
    lookup.close();
    assertThat(lookup.isIdle()).isTrue();
  }

  /** What is taken from it comes to its taker when it is open. */
  private static final class Gate extends ArrayBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;
    private final transient CountDownLatch taken = new CountDownLatch(1);
    private final transient CountDownLatch open = new CountDownLatch(1);

    Gate() {
      super(1);
    }

    @Override
    public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
      Runnable next = super.poll(timeout, unit);
      if (next != null) {
        taken.countDown();
        open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      return next;
    }
  }

  /** Knows nobody. */
  private final class Unknown implements Naming {
    @Override
    public String sid(String sid) {
      return sid;
    }

    @Override
    public String sidBehind(String shown) {
      asked.add(shown);
      return null;
    }

    @Override
    public String account(String sid, String account) {
      return account;
    }

    @Override
    public String profile(String name) {
      return name;
    }

    @Override
    public String thread(String name) {
      return name;
    }
  }
}
