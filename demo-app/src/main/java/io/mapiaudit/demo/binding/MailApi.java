package io.mapiaudit.demo.binding;

/**
 * The part of MAPI the middleware needs, whichever way it crosses into native code.
 *
 * <p>Sessions and stores are the addresses of their COM objects. Every method throws {@link
 * MapiException} when MAPI reports a failure.
 */
public interface MailApi {

  /** Flag of {@link #initialize}: MAPI makes its callbacks on a thread of its own. */
  int MULTITHREAD_NOTIFICATIONS = 0x1;

  /** Flag of {@link #setConnectFlags}: sessions on the profile get no notifications at all. */
  int CONNECT_NO_NOTIFICATIONS = 0x20;

  /** Joins MAPI; every thread that uses it does so once. */
  void initialize(int flags);

  /** Leaves MAPI; one call for each {@link #initialize}. */
  void uninitialize();

  /** Opens a session on a profile. */
  long logon(String profile);

  /** Ends a session; its last reference is given back too. */
  void logoff(long session);

  /** Opens the default message store of a session. */
  long openStore(long session);

  /**
   * Asks for new-mail notifications.
   *
   * @return the connection that {@link #unadvise} wants back
   */
  long advise(long store, MailListener listener);

  /** Ends the notifications; none is running or comes once this has returned. */
  void unadvise(long store, long connection);

  /** Number of messages in the inbox. */
  int countMessages(long store);

  /**
   * Gives one reference back.
   *
   * @return the references that are left
   */
  int release(long object);

  /** Makes an empty profile. */
  void createProfile(String profile);

  /** Deletes a profile, or marks it for deletion when it is in use. */
  void deleteProfile(String profile);

  /** Sets {@code PR_PROFILE_CONNECT_FLAGS} of a profile, which is made when there is none. */
  void setConnectFlags(String profile, int flags);

  /** The calling thread's last error after the call before, as this way of calling gets at it. */
  int lastError();
}
