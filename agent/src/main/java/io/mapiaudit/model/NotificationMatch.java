package io.mapiaudit.model;

import java.util.Locale;

/** Whether a notification callback ran as who its session was opened as. */
public enum NotificationMatch {
  /** As the user of a session it may belong to. */
  EXPECTED,
  /** As the user of the process, although its session was opened as someone else. */
  PROCESS,
  /** As somebody else. */
  OTHER,
  /** Nobody can tell: no session is known that it may belong to, or a token could not be read. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in meters, for example {@code expected}. */
  public String label() {
    return label;
  }
}
