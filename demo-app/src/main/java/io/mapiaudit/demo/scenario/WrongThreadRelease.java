package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Mailboxes opened in a user's identity are closed by a cleaner that impersonates nobody. */
final class WrongThreadRelease implements Scenario {

  @Override
  public String name() {
    return "wrong-thread-release";
  }

  @Override
  public String summary() {
    return "A worker opens a mailbox as alice; a cleaner thread closes it as the process user.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    BlockingQueue<Mailbox> abandoned = new ArrayBlockingQueue<>(1);
    Gate cleanerIsReady = new Gate("the cleaner is ready");
    stage.actor("alice");
    Worker cleaner =
        stage.worker(
            "cleaner",
            0,
            log -> {
              cleanerIsReady.arrive();
              Mailbox mailbox = abandoned.take();
              log.attempt("close as " + WhoAmI.name(), mailbox::close);
            });
    cleanerIsReady.pass();
    Worker worker =
        stage.worker(
            "alice",
            0,
            log ->
                Impersonation.as(
                    DemoUser.ALICE,
                    () -> {
                      Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
                      log.say("logged on as " + WhoAmI.name());
                      log.poll(mailbox::poll);
                      abandoned.add(mailbox);
                    }));
    worker.join();
    cleaner.join();
  }
}
