package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work handed to an executor while impersonating: the token stays behind on the submitter. */
final class ThreadPool implements Scenario {

  @Override
  public String name() {
    return "thread-pool";
  }

  @Override
  public String summary() {
    return "A thread that impersonates alice hands the poll to a pool, which is not alice.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Transcript.Actor log = stage.actor("alice");
    Transcript.Actor pooled = stage.actor("pool");
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      Impersonation.as(
          DemoUser.ALICE,
          () -> {
            log.say("hands over the poll as " + WhoAmI.name());
            pool.submit(() -> poll(stage, pooled)).get();
          });
    } finally {
      pool.shutdown();
    }
  }

  private static void poll(Stage stage, Transcript.Actor log) {
    stage.mapi().initialize(0);
    Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
    log.say("logged on as " + WhoAmI.name());
    log.poll(mailbox::poll);
    mailbox.close();
    stage.mapi().uninitialize();
  }
}
