package io.mapiaudit.model;

import java.util.Locale;

/** How bad a finding is; the order of the constants is the order of severity. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in findings and meters, for example {@code critical}. */
  public String label() {
    return label;
  }

  /**
   * The severity with this label.
   *
   * @throws IllegalArgumentException naming the label and the known ones
   */
  public static Severity ofLabel(String label) {
    return Labels.find(values(), Severity::label, "severity", label);
  }
}
