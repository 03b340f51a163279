package io.mapiaudit.demo.binding;

/** A JNI wrapper of MAPI, as such wrappers usually look: static natives and handles as long. */
public final class NativeMapi {

  private NativeMapi() {}

  static {
    System.load(StandInLibrary.path());
    // Looking a native function up for its first call changes the last error; so make that now.
    int unused = lastError();
  }

  /** Returns the HRESULT. */
  public static native int initialize(int flags);

  public static native void uninitialize();

  /** Returns the session, 0 on failure. */
  public static native long logon(String profile, int flags);

  /** Returns the HRESULT; the session is still to be released. */
  public static native int logoff(long session);

  /** Returns the store, 0 on failure. */
  public static native long openStore(long session);

  /** Returns the references that are left. */
  public static native int release(long object);

  /** Returns the connection, 0 on failure. */
  public static native long advise(long store, NotificationSink sink);

  /** Returns the HRESULT. */
  public static native int unadvise(long store, long connection);

  /** Returns the number of messages in the inbox, or a negative HRESULT. */
  public static native int countMessages(long store);

  /** Returns the HRESULT of this thread's last call. */
  public static native int lastResult();

  /** Returns the Win32 last error of this thread. */
  public static native int lastError();

  /** Returns the HRESULT; a missing profile is made. */
  public static native int setConnectFlags(String profile, int flags);

  /** Returns the HRESULT. */
  public static native int createProfile(String profile);

  /** Returns the HRESULT. */
  public static native int deleteProfile(String profile);
}
