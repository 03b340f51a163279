package io.mapiaudit.demo.scenario;

import io.mapiaudit.demo.mail.Mailbox;

/** A session on a profile made for it and deleted at once, so that none is left behind. */
final class TemporaryProfile {

  private final Transcript.Actor log;
  private final String name;
  private final Mailbox mailbox;

  private TemporaryProfile(Transcript.Actor log, String name, Mailbox mailbox) {
    this.log = log;
    this.name = name;
    this.mailbox = mailbox;
  }

  /** Makes the profile, logs on and deletes it. */
  static TemporaryProfile logon(Stage stage, Transcript.Actor log, String name) {
    stage.mapi().createProfile(name);
    Mailbox mailbox = Mailbox.logon(stage.mapi(), name);
    log.say("logged on to " + name);
    log.attempt("delete " + name, () -> stage.mapi().deleteProfile(name));
    return new TemporaryProfile(log, name, mailbox);
  }

  /** Opens the store, which needs the profile, and logs off. */
  void use() {
    log.attempt("open the store of " + name, mailbox::openStore);
    log.attempt("log off from " + name, mailbox::close);
  }
}
