package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker that impersonates alice, polls her mailbox and asks to be told of new mail. */
final class ListeningMailbox {

  private ListeningMailbox() {}

  static void run(Stage stage) throws Exception {
    Gate listening = new Gate("the mailbox is listened to");
    Gate delivered = new Gate("mail has been delivered");
    Transcript.Actor callback = stage.actor("callback");
    AtomicInteger callbacks = new AtomicInteger();
    Worker worker =
        stage.worker(
            "alice",
            MailApi.MULTITHREAD_NOTIFICATIONS,
            log ->
                Impersonation.as(
                    DemoUser.ALICE,
                    () -> {
                      Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
                      log.say("logged on as " + WhoAmI.name());
                      log.poll(mailbox::poll);
                      mailbox.listen(
                          event -> {
                            callback.say("new mail, event " + event + ", as " + WhoAmI.name());
                            callbacks.incrementAndGet();
                          });
                      listening.arrive();
                      delivered.pass();
                      log.say("told of new mail " + callbacks.get() + " time(s)");
                      log.poll(mailbox::poll);
                      log.attempt("close", mailbox::close);
                    }));
    listening.pass();
    stage.deliver("alice");
    delivered.arrive();
    worker.join();
  }
}
