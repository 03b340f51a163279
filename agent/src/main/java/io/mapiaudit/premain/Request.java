package io.mapiaudit.premain;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command asks of the agent in another process: {@code
 * command=status;version=1.0.0;reply=…}, each value URL-encoded. Configuration knows no key {@code
 * command}.
 */
final class Request {

  private static final String COMMAND = "command";

  private final Map<String, String> fields;

  private Request(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The request that agent arguments hold, null when they are ordinary ones. */
  static Request of(String arguments) {
    if (arguments == null || !arguments.startsWith(COMMAND + '=')) {
      return null;
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : arguments.split(";", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), decoded(field.substring(equals + 1)));
      }
    }
    return new Request(Collections.unmodifiableMap(fields));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, "UTF-8");
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** {@code attach}, {@code status} or {@code detach}. */
  String command() {
    return fields.get(COMMAND);
  }

  /** The version of who asks. */
  String version() {
    return fields.get("version");
  }

  /** The file that the answer goes to. */
  String reply() {
    return fields.get("reply");
  }

  /** Agent arguments for a start, null for none. */
  String arguments() {
    return fields.get("arguments");
  }
}
