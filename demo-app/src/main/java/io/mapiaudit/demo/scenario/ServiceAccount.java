package io.mapiaudit.demo.scenario;

import com.sun.jna.Native;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Gate;
import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.mail.Worker;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.ArrayList;
import java.util.List;

/** The way it should be: one account with access to every mailbox, and no impersonation. */
final class ServiceAccount implements Scenario {

  private static final String[] MAILBOXES = {"sales", "support", "billing"};

  private static final int LAST_ERROR = 4242;

  @Override
  public String name() {
    return "service-account";
  }

  @Override
  public String summary() {
    return "Three workers poll and listen in the identity of the process.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Gate listening = new Gate("all mailboxes are listened to", MAILBOXES.length);
    Gate delivered = new Gate("mail has been delivered");
    List<Worker> workers = new ArrayList<>();
    for (String profile : MAILBOXES) {
      Transcript.Actor callback = stage.actor(profile + " callback");
      workers.add(
          stage.worker(
              profile,
              MailApi.MULTITHREAD_NOTIFICATIONS,
              log -> {
                Mailbox mailbox = Mailbox.open(stage.mapi(), profile);
                log.say("logged on as " + WhoAmI.name());
                log.poll(mailbox::poll);
                mailbox.listen(
                    event -> callback.say("new mail, event " + event + ", as " + WhoAmI.name()));
                listening.arrive();
                delivered.pass();
                log.poll(mailbox::poll);
                // A call that succeeds leaves the last error alone, and so must whoever watches it.
                Native.setLastError(LAST_ERROR);
                mailbox.poll();
                log.say("last error after one more poll: " + stage.mapi().lastError());
                mailbox.close();
                log.say("closed");
              }));
    }
    listening.pass();
    for (String profile : MAILBOXES) {
      stage.deliver(profile);
    }
    delivered.arrive();
    for (Worker worker : workers) {
      worker.join();
    }
  }
}
