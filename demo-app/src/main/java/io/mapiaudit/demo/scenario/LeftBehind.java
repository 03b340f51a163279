package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import io.mapiaudit.demo.security.WhoAmI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pooled task that forgets RevertToSelf: the next task inherits its user. */
final class LeftBehind implements Scenario {

  @Override
  public String name() {
    return "left-behind";
  }

  @Override
  public String summary() {
    return "A pooled task ends as alice; the next one on that thread polls as alice.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Transcript.Actor careless = stage.actor("first task");
    Transcript.Actor victim = stage.actor("second task");
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try (UserToken token = UserToken.of(DemoUser.ALICE)) {
      pool.submit(() -> checkAccess(token, careless)).get();
      pool.submit(() -> poll(stage, victim)).get();
    } finally {
      pool.shutdown();
    }
  }

  private static void checkAccess(UserToken token, Transcript.Actor log) {
    log.say("starts as " + WhoAmI.name());
    Impersonation.begin(token);
    log.say("ends as " + WhoAmI.name());
  }

  private static void poll(Stage stage, Transcript.Actor log) {
    log.say("starts as " + WhoAmI.name());
    stage.mapi().initialize(0);
    Mailbox mailbox = Mailbox.open(stage.mapi(), "billing");
    log.poll(mailbox::poll);
    mailbox.close();
    stage.mapi().uninitialize();
  }
}
