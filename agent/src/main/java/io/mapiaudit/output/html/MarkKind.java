package io.mapiaudit.output.html;

import java.util.Locale;

/** What is marked on a thread's lane; the page knows the kinds by number. */
enum MarkKind {
  LOGON(0),
  LOGOFF(1),
  RELEASE(2),
  NOTIFICATION(3),
  HAND_OVER(4),
  TAKE_OVER(5),
  FAILURE(6),
  FINDING(7),
  BIRTH(8),
  END(9);

  /** How many kinds there are. */
  static final int KINDS = values().length;

  private final int code;

  MarkKind(int code) {
    this.code = code;
  }

  /** Number in the page's data, which is its place in the list of labels there. */
  int code() {
    return code;
  }

  /** The name in the page's data, for example {@code take-over}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
