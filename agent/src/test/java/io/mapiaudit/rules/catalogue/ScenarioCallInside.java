package io.mapiaudit.rules.catalogue;

import io.mapiaudit.model.Kind;
import io.mapiaudit.rules.ScenarioCall;
import io.mapiaudit.rules.ScenarioThread;

/** Notifications that arrive on the calling thread, inside another call. */
final class ScenarioCallInside {

  private ScenarioCallInside() {}

  static void dispatch(ScenarioThread thread, long sink) {
    ScenarioCall dispatch = thread.call(Kind.CALL, "mapi32", "HrDispatchNotifications").enter();
    thread.notified(sink);
    dispatch.succeeds();
  }
}
