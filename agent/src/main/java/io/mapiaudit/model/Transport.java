package io.mapiaudit.model;

import java.util.Locale;

/**
 * The protocol between MAPI and Exchange; it decides what a lost identity leads to (source 002).
 */
public enum Transport {
  /**
   * RPC over HTTP (Outlook Anywhere): has the association registration that source 000 tells of.
   */
  RPC_HTTP,
  /** MAPI over HTTP: has no association registration. */
  MAPI_HTTP,
  /** Neither configured nor found out. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name used in configuration and findings, for example {@code rpc-http}. */
  public String label() {
    return label;
  }

  /**
   * The transport with this label.
   *
   * @throws IllegalArgumentException naming the label and the known ones
   */
  public static Transport ofLabel(String label) {
    return Labels.find(values(), Transport::label, "transport", label);
  }
}
