package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.ArrayList;
import java.util.List;

/** Every worker impersonates the same user, and nobody asks for notifications. */
final class SameUser implements Scenario {

  private static final int WORKERS = 3;

  @Override
  public String name() {
    return "same-user";
  }

  @Override
  public String summary() {
    return "Three workers poll as alice; the profile has CONNECT_NO_NOTIFICATIONS.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Profiles.disableNotifications(stage, "alice");
    Gate open = new Gate("all sessions are open", WORKERS);
    Gate delivered = new Gate("mail has been delivered");
    List<Worker> workers = new ArrayList<>();
    for (int i = 1; i <= WORKERS; i++) {
      workers.add(
          stage.worker(
              "worker " + i,
              MailApi.MULTITHREAD_NOTIFICATIONS,
              log ->
                  Impersonation.withThreadToken(
                      DemoUser.ALICE,
                      () -> {
                        Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
                        log.say("logged on as " + WhoAmI.name());
                        open.arrive();
                        delivered.pass();
                        log.poll(mailbox::poll);
                        mailbox.close();
                        log.say("closed as " + WhoAmI.name());
                      })));
    }
    open.pass();
    stage.deliver("alice");
    delivered.arrive();
    for (Worker worker : workers) {
      worker.join();
    }
  }
}
