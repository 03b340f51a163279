package io.mapiaudit.demo.binding;

/** MAPI through native methods. */
final class JniMailApi implements MailApi {

  @Override
  public void initialize(int flags) {
    check("initialize", NativeMapi.initialize(flags));
  }

  @Override
  public void uninitialize() {
    NativeMapi.uninitialize();
  }

  @Override
  public long logon(String profile) {
    return handle("logon", NativeMapi.logon(profile, MapiLayout.LOGON_FLAGS));
  }

  @Override
  public void logoff(long session) {
    check("logoff", NativeMapi.logoff(session));
    release(session);
  }

  @Override
  public long openStore(long session) {
    return handle("openStore", NativeMapi.openStore(session));
  }

  @Override
  public long advise(long store, MailListener listener) {
    // Not a lambda: wrappers are hooked by the class that implements their sink.
    NotificationSink sink =
        new NotificationSink() {
          @Override
          public void onNotify(long session, int eventType) {
            listener.newMail(eventType);
          }
        };
    return handle("advise", NativeMapi.advise(store, sink));
  }

  @Override
  public void unadvise(long store, long connection) {
    check("unadvise", NativeMapi.unadvise(store, connection));
  }

  @Override
  public int countMessages(long store) {
    return check("countMessages", NativeMapi.countMessages(store));
  }

  @Override
  public int release(long object) {
    return NativeMapi.release(object);
  }

  @Override
  public void createProfile(String profile) {
    check("createProfile", NativeMapi.createProfile(profile));
  }

  @Override
  public void deleteProfile(String profile) {
    check("deleteProfile", NativeMapi.deleteProfile(profile));
  }

  @Override
  public void setConnectFlags(String profile, int flags) {
    check("setConnectFlags", NativeMapi.setConnectFlags(profile, flags));
  }

  @Override
  public int lastError() {
    return NativeMapi.lastError();
  }

  private static int check(String function, int result) {
    if (result < 0) {
      throw new MapiException(function, result, NativeMapi.lastError());
    }
    return result;
  }

  private static long handle(String function, long handle) {
    if (handle == 0) {
      // The last error first: any other call may change it.
      int lastError = NativeMapi.lastError();
      throw new MapiException(function, NativeMapi.lastResult(), lastError);
    }
    return handle;
  }
}
