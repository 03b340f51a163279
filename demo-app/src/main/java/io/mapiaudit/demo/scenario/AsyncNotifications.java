package io.mapiaudit.demo.scenario;

/**
 * The callback runs on MAPI's own thread in the identity of the process; the server drops the
 * impersonated session's registration and the next call fails.
 */
final class AsyncNotifications implements Scenario {

  @Override
  public String name() {
    return "async-notifications";
  }

  @Override
  public String summary() {
    return "A worker polls and listens as alice; the first notification costs it the session.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    ListeningMailbox.run(stage);
  }
}
