package io.mapiaudit.output.metrics;

import io.mapiaudit.model.Identity;
import java.util.Locale;

/** Who somebody acts as, without saying who: the label {@code identity}. */
enum Acting {
  /** The user of the process. */
  PROCESS,
  /** Somebody else. */
  IMPERSONATED,
  /** Nobody can tell: the token could not be read. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }

  static Acting of(Identity identity, Identity process) {
    if (!identity.isKnown()) {
      return UNKNOWN;
    }
    boolean own = !identity.isImpersonating() || identity.isSameUser(process);
    return own ? PROCESS : IMPERSONATED;
  }
}
