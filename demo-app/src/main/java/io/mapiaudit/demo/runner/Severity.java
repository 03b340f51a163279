package io.mapiaudit.demo.runner;

import java.util.Locale;

/** Severities as the agent writes them, in their order. */
enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  static Severity ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isAbove(Severity other) {
    return compareTo(other) > 0;
  }
}
