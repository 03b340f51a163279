package io.mapiaudit.rules;

import java.util.ArrayList;
import java.util.List;

/** An advise sink and the sessions it is registered with. */
final class Sink {

  final long pointer;
  final long context;
  final long callback;
  final List<Registration> registrations = new ArrayList<>(2);

  /** The session it was last registered with: notifications can arrive after Unadvise. */
  Session lastSession;

  /**
   * A sink.
   *
   * @param pointer its address, 0 for a registration without one
   * @param context value that its callback is given, 0 for none
   * @param callback the callback object's key, 0 when unknown
   */
  Sink(long pointer, long context, long callback) {
    this.pointer = pointer;
    this.context = context;
    this.callback = callback;
  }

  void addSessionsTo(List<Session> sessions) {
    for (Registration registration : registrations) {
      if (!sessions.contains(registration.session)) {
        sessions.add(registration.session);
      }
    }
    if (registrations.isEmpty() && lastSession != null && !sessions.contains(lastSession)) {
      sessions.add(lastSession);
    }
  }
}
