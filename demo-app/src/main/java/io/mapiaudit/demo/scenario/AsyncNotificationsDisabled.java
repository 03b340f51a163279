package io.mapiaudit.demo.scenario;

/** The documented remedy: the session survives, but nobody is told of new mail any more. */
final class AsyncNotificationsDisabled implements Scenario {

  @Override
  public String name() {
    return "async-notifications-disabled";
  }

  @Override
  public String summary() {
    return "The same with CONNECT_NO_NOTIFICATIONS: no callback, and no loss.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    Profiles.disableNotifications(stage, "alice");
    ListeningMailbox.run(stage);
  }
}
