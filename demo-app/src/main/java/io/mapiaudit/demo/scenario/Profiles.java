package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.binding.MailApi;

/** What an administrator does with profiles before the workers start. */
final class Profiles {

  private Profiles() {}

  /** Gives the profile CONNECT_NO_NOTIFICATIONS, in the identity of the process. */
  static void disableNotifications(Stage stage, String profile) {
    MailApi mapi = stage.mapi();
    mapi.initialize(0);
    try {
      mapi.setConnectFlags(profile, MailApi.CONNECT_NO_NOTIFICATIONS);
      stage.actor("setup").say("profile " + profile + " has CONNECT_NO_NOTIFICATIONS");
    } finally {
      mapi.uninitialize();
    }
  }
}
