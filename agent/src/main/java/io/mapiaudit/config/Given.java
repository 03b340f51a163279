package io.mapiaudit.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.mapiaudit.config.ConfigurationError.Problem;
import java.util.Collections;

/** A value as somebody gave it: not checked yet, but with the place and the spelling of its key. */
final class Given {

  private final String key;
  private final String spelling;
  private final String source;
  private final ConfigValue value;

  /**
   * A given value.
   *
   * @param key without the prefix {@code mapi.audit.}; may be none that exists
   * @param spelling the key as this source spells it
   */
  Given(String key, String spelling, String source, ConfigValue value) {
    this.key = key;
    this.spelling = spelling;
    this.source = source;
    this.value = value;
  }

  static Given text(String key, String spelling, String source, String text) {
    return new Given(key, spelling, source, ConfigValueFactory.fromAnyRef(text.trim(), source));
  }

  String key() {
    return key;
  }

  String spelling() {
    return spelling;
  }

  String source() {
    return source;
  }

  ConfigValue value() {
    return value;
  }

  /** The value as one piece of text, as a list it is an error. */
  String text() throws BadValue {
    ConfigValueType type = value.valueType();
    if (type == ConfigValueType.LIST || type == ConfigValueType.OBJECT) {
      throw bad(
          "one value is wanted, not " + (type == ConfigValueType.LIST ? "a list" : "an object"),
          "write " + spelling + " = value");
    }
    return String.valueOf(value.unwrapped()).trim();
  }

  /** The value on one line, lists and objects as JSON. */
  String display() {
    ConfigValueType type = value.valueType();
    return type == ConfigValueType.LIST || type == ConfigValueType.OBJECT
        ? value.render(ConfigRenderOptions.concise())
        : String.valueOf(value.unwrapped());
  }

  BadValue bad(String wrong, String fix) {
    return new BadValue(Collections.singletonList(problem(wrong, fix)));
  }

  Problem problem(String wrong, String fix) {
    return new Problem(source, spelling, wrong, fix);
  }

  /** {@code file:line} of a value from a file, else what the library says about its origin. */
  static String place(ConfigOrigin origin) {
    String file = origin.filename();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }
}
