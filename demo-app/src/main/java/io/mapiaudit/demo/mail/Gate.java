package io.mapiaudit.demo.mail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A hand-shake between threads: some wait until another has got so far. */
public final class Gate {

  private final String what;
  private final CountDownLatch latch;

  /** A gate that opens when {@code parties} have arrived; {@code what} names that in errors. */
  public Gate(String what, int parties) {
    this.what = what;
    this.latch = new CountDownLatch(parties);
  }

  /** A gate that one thread opens. */
  public Gate(String what) {
    this(what, 1);
  }

  /** One party has got so far. */
  public void arrive() {
    latch.countDown();
  }

  /**
   * Waits for all parties.
   *
   * @throws IllegalStateException when they do not come
   */
  public void pass() throws InterruptedException {
    if (!latch.await(Worker.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still waiting until " + what);
    }
  }
}
