package io.mapiaudit.demo.mail;

import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.binding.MailListener;

/** One mailbox that is open: a session and its message store. Used by one thread at a time. */
public final class Mailbox {

  private final MailApi api;
  private final long session;
  private long store;
  private long connection;

  private Mailbox(MailApi api, long session) {
    this.api = api;
    this.session = session;
  }

  /** Logs on to the profile; the identity of the calling thread becomes the session's. */
  public static Mailbox logon(MailApi api, String profile) {
    return new Mailbox(api, api.logon(profile));
  }

  /** Logs on to the profile and opens its store. */
  public static Mailbox open(MailApi api, String profile) {
    Mailbox mailbox = logon(api, profile);
    mailbox.openStore();
    return mailbox;
  }

  /** Opens the default store. */
  public void openStore() {
    store = api.openStore(session);
  }

  /** Has the listener told of new mail. */
  public void listen(MailListener listener) {
    connection = api.advise(store, listener);
  }

  /** Counts the messages in the inbox. */
  public int poll() {
    return api.countMessages(store);
  }

  /** Gives everything back in the documented order: advise, store, session. */
  public void close() {
    closeStore();
    api.logoff(session);
  }

  /** Stops listening and releases the store. */
  public void closeStore() {
    if (connection != 0) {
      api.unadvise(store, connection);
      connection = 0;
    }
    if (store != 0) {
      api.release(store);
      store = 0;
    }
  }
}
