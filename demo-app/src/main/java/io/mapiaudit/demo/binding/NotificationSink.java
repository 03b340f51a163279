package io.mapiaudit.demo.binding;

/** What native code calls when something happens in a session. */
public interface NotificationSink {

  /** Called on a thread of the native library. */
  void onNotify(long session, int eventType);
}
