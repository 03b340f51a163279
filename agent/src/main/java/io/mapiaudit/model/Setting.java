package io.mapiaudit.model;

import java.util.Objects;

/** One effective configuration value with the place it came from, as logs and run.json show it. */
public final class Setting {

  private final String key;
  private final String value;
  private final String source;

  /**
   * A setting.
   *
   * @param key without the prefix {@code mapi.audit.}
   * @param value as it was written
   * @param source for example {@code system property} or {@code C:\app\mapi-audit.conf:12}
   */
  public Setting(String key, String value, String source) {
    this.key = Objects.requireNonNull(key, "key");
    this.value = Objects.requireNonNull(value, "value");
    this.source = Objects.requireNonNull(source, "source");
  }

  public String key() {
    return key;
  }

  public String value() {
    return value;
  }

  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return key + " = " + value + " (" + source + ")";
  }
}
