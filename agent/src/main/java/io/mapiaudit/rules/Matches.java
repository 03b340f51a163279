package io.mapiaudit.rules;

import io.mapiaudit.model.Identity;
import io.mapiaudit.model.NotificationMatch;

/** Compares who a notification runs as with the sessions it may belong to, as the rules do. */
final class Matches {

  private Matches() {}

  static NotificationMatch of(Call notification, Audit audit) {
    Identity identity = notification.identity();
    boolean impersonated = false;
    boolean known = !notification.candidates().isEmpty();
    for (Session session : notification.candidates()) {
      if (session.identity().isSameUser(identity)) {
        return NotificationMatch.EXPECTED;
      }
      impersonated |= session.isImpersonated();
      known &= session.identity().isKnown();
    }
    if (impersonated && audit.isProcess(identity)) {
      return NotificationMatch.PROCESS;
    }
    return known && audit.impersonatesOther(identity)
        ? NotificationMatch.OTHER
        : NotificationMatch.UNKNOWN;
  }
}
