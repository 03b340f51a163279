package io.mapiaudit.capture;

import io.mapiaudit.boot.ProbeSink;

/** Passes on what COM bridges tell to the class that knows the bridge. */
final class BridgeCrossings {

  private final Automation automation;
  private final Guard guard;
  private final JacobCrossings jacob;
  private final Com4jCrossings com4j;

  BridgeCrossings(Automation automation, Guard guard, EventSources events) {
    this.automation = automation;
    this.guard = guard;
    this.jacob = new JacobCrossings(automation, events, guard, new MemberNames());
    this.com4j = new Com4jCrossings(automation, events, guard);
  }

  /** Something happens in a bridge; null when it is not audited. */
  Object entered(int point, Object self, Object[] arguments) {
    try {
      if (point < ProbeSink.COM4J_CALLING) {
        return jacob.entered(point, self, arguments);
      }
      if (point == ProbeSink.JNA_CALLING) {
        automation.calling();
        return null;
      }
      return com4j.entered(point, self, arguments);
    } catch (Throwable failure) {
      guard.failed(failure);
      return null;
    }
  }
}
