package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.concurrent.TimeUnit;

/**
 * Two users have sessions in one process, each with a connection list of its own: MAPI's polling
 * threads end without a signal, and who releases a store waits for it.
 */
final class TwoUsers implements Scenario {

  /** {@code -Dmapi.demo.hang=20000} for a longer hang. */
  private static final int HANG_MILLIS = Integer.getInteger("mapi.demo.hang", 5_000);

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(HANG_MILLIS / 2);

  @Override
  public String name() {
    return "two-users";
  }

  @Override
  public String summary() {
    return "Two workers poll as alice and bob; releasing their stores hangs.";
  }

  @Override
  public boolean underNameOfMapi() {
    return true;
  }

  @Override
  public void run(Stage stage) throws Exception {
    // The real one hangs for ever; this one lets the demo end.
    stage.standIn().MapiDemoSetHangLimit(HANG_MILLIS);
    Gate aliceIsOn = new Gate("alice is logged on");
    Gate bothAreOn = new Gate("both are logged on", 2);
    Worker alice = worker(stage, DemoUser.ALICE, new Gate("nothing", 0), aliceIsOn, bothAreOn);
    Worker bob = worker(stage, DemoUser.BOB, aliceIsOn, new Gate("nothing", 0), bothAreOn);
    alice.join();
    bob.join();
  }

  private static Worker worker(Stage stage, DemoUser user, Gate before, Gate after, Gate both) {
    return stage.worker(
        user.label(),
        0,
        log ->
            Impersonation.as(
                user,
                () -> {
                  before.pass();
                  Mailbox mailbox = Mailbox.open(stage.mapi(), user.label());
                  log.say("logged on as " + WhoAmI.name());
                  after.arrive();
                  both.arrive();
                  both.pass();
                  log.poll(mailbox::poll);
                  long started = System.nanoTime();
                  mailbox.closeStore();
                  boolean late = System.nanoTime() - started > LATE_NANOS;
                  log.say("release of the store came back " + (late ? "late" : "at once"));
                  mailbox.close();
                  log.say("closed");
                }));
  }
}
