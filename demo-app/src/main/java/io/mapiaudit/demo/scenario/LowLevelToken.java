package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;
import io.mapiaudit.demo.security.DemoUser;
import io.mapiaudit.demo.security.Impersonation;
import io.mapiaudit.demo.security.UserToken;
import io.mapiaudit.demo.security.WhoAmI;

/** A token that only tells who the user is, used as if one could act as the user with it. */
final class LowLevelToken implements Scenario {

  @Override
  public String name() {
    return "low-level-token";
  }

  @Override
  public String summary() {
    return "A worker polls as alice with a token of Identification level.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    stage
        .worker(
            "alice",
            0,
            log -> {
              try (UserToken token = UserToken.of(DemoUser.ALICE, UserToken.IDENTIFICATION, 0)) {
                Impersonation.as(
                    token,
                    () -> {
                      Mailbox mailbox = Mailbox.open(stage.mapi(), "alice");
                      log.say("logged on as " + WhoAmI.name());
                      log.poll(mailbox::poll);
                      mailbox.close();
                    });
              }
            })
        .join();
  }
}
