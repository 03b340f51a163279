package io.mapiaudit.output.html;

import java.util.Locale;

/** What is marked on a thread's lane; the page knows the kinds by their order. */
enum MarkKind {
  LOGON,
  LOGOFF,
  RELEASE,
  NOTIFICATION,
  HAND_OVER,
  TAKE_OVER,
  FAILURE,
  FINDING;

  /** The name in the page's data, for example {@code take-over}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
