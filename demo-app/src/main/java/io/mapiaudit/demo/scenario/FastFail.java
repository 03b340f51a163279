package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The library ends the process inside the call of an impersonating thread, as Exchange does; the
 * traces are read when the program is started again.
 */
final class FastFail implements Scenario {

  private static final String RESTARTED = "restarted";

  @Override
  public String name() {
    return "fast-fail";
  }

  @Override
  public String summary() {
    return "Opening a store as alice ends the process; it is started again without alice.";
  }

  @Override
  public List<Launch> launches() {
    return Collections.unmodifiableList(
        Arrays.asList(new Launch("", true), new Launch(RESTARTED, false)));
  }

  @Override
  public void run(Stage stage) throws Exception {
    if (stage.role().equals(RESTARTED)) {
      stage.worker("restarted", 0, log -> pollAsProcessUser(stage, log)).join();
      return;
    }
    stage.standIn().MapiDemoBlockImpersonatedCallers(1);
    stage
        .worker(
            "alice", 0, log -> Impersonation.as(DemoUser.ALICE, () -> openStoreAndDie(stage, log)))
        .join();
  }

  private static void openStoreAndDie(Stage stage, Transcript.Actor log) {
    Mailbox mailbox = Mailbox.logon(stage.mapi(), "alice");
    log.say("logged on as " + WhoAmI.name() + ", opens the store");
    stage.print();
    mailbox.openStore();
    throw new IllegalStateException("the process outlived OpenMsgStore");
  }

  private static void pollAsProcessUser(Stage stage, Transcript.Actor log) {
    Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
    log.say("logged on as " + WhoAmI.name());
    log.poll(mailbox::poll);
    mailbox.close();
  }
}
