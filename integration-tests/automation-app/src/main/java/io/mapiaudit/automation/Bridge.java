package io.mapiaudit.automation;

import java.util.List;
import java.util.function.Consumer;

/** A way to call COM objects from Java, and as much of it as the scenarios need. */
interface Bridge extends AutoCloseable {

  /** Gives another user's token to the thread on which the bridge makes its calls. */
  void impersonate(String sid);

  /** Takes it away again. */
  void revert();

  /** The SID that the bridge's calls run as, or {@code the process user}. */
  String whoAmI();

  /** Has a mail delivered, and waits until every event about it has been handled. */
  void deliver(String profile);

  /** A session that is not logged on. */
  Mail session(String progId);

  /** Outlook's session, reached through its application. */
  Mail outlook();

  /** What objects that have nothing to do with mail answer. */
  List<String> others();

  @Override
  void close();

  /** A mail session. */
  interface Mail {

    /**
     * Listens to the object's events.
     *
     * @param handler given the name of each event on the thread it comes on
     */
    void listen(Consumer<String> handler);

    void logon(String profile);

    boolean isLoggedOn();

    /** Number of mails in the inbox, or the reason why it cannot be told. */
    String count();

    void logoff();

    /** Ends the application, where there is one. */
    void quit();

    /** Gives the object back. */
    void release();
  }
}
