package io.mapiaudit.rules;

import io.mapiaudit.model.Kind;

/** Remembers where work was done as an impersonated user, and where as the process instead. */
final class Sightings {

  private Sightings() {}

  /** Notes a call or notification that begins, before the rules look at it. */
  static void note(Call call, Audit audit) {
    if (call.kind().isMapiCall() && audit.impersonatesOther(call.identity())) {
      audit.impersonated(call);
    } else if (audit.isProcess(call.identity())) {
      asProcess(call);
    }
  }

  private static void asProcess(Call call) {
    Session session = call.session();
    if (call.kind() == Kind.NOTIFICATION) {
      call.candidates().sighted(call);
    } else if (session != null && session.isImpersonated()) {
      session.sighted(new Sighting(call, /* certain= */ true));
    }
  }
}
