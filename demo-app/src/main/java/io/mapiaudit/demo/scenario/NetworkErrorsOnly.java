package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.WhoAmI;

/** A network that fails now and then, which is nobody's identity's fault. */
final class NetworkErrorsOnly implements Scenario {

  private static final int FAILURES = 2;

  @Override
  public String name() {
    return "network-errors-only";
  }

  @Override
  public String summary() {
    return "A poller without impersonation meets network errors after a notification.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Gate listening = new Gate("the mailbox is listened to");
    Gate delivered = new Gate("mail has been delivered");
    Transcript.Actor callback = stage.actor("callback");
    Worker worker =
        stage.worker(
            "sales",
            MailApi.MULTITHREAD_NOTIFICATIONS,
            log -> {
              Mailbox mailbox = Mailbox.open(stage.mapi(), "sales");
              log.say("logged on as " + WhoAmI.name());
              mailbox.listen(
                  event -> callback.say("new mail, event " + event + ", as " + WhoAmI.name()));
              listening.arrive();
              delivered.pass();
              stage.standIn().MapiDemoFailNetwork(FAILURES);
              for (int i = 0; i <= FAILURES; i++) {
                log.poll(mailbox::poll);
              }
              mailbox.close();
              log.say("closed");
            });
    listening.pass();
    stage.deliver("sales");
    delivered.arrive();
    worker.join();
  }
}
