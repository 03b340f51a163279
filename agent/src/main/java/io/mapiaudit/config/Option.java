package io.mapiaudit.config;

import java.util.Locale;

/** A key with its default and the way its value is read. */
final class Option<T> {

  /** Turns a given value into a checked one. */
  interface Reader<T> {
    T read(Given given) throws BadValue;
  }

  static final String PREFIX = "mapi.audit.";
  static final String ENVIRONMENT_PREFIX = "MAPI_AUDIT_";

  private final String key;
  private final String defaultText;
  private final Reader<T> reader;

  Option(String key, String defaultText, Reader<T> reader) {
    this.key = key;
    this.defaultText = defaultText;
    this.reader = reader;
  }

  /** The key without the prefix {@code mapi.audit.}. */
  String key() {
    return key;
  }

  String environmentName() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  Given defaultValue() {
    return Given.text(key, PREFIX + key, "default", defaultText);
  }

  T read(Given given) throws BadValue {
    return reader.read(given);
  }
}
