package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NotificationMatch;

/** Compares who a notification runs as with the sessions it may belong to, as the rules do. */
final class Matches {

  private Matches() {}

  static NotificationMatch of(Call notification, Audit audit) {
    Identity identity = notification.identity();
    Candidates sessions = notification.candidates();
    if (sessions.include(identity)) {
      return NotificationMatch.EXPECTED;
    }
    if (audit.isProcess(identity) && sessions.firstImpersonated() != null) {
      return NotificationMatch.PROCESS;
    }
    return audit.impersonatesOther(identity) && sessions.first() != null && sessions.areKnown()
        ? NotificationMatch.OTHER
        : NotificationMatch.UNKNOWN;
  }
}
