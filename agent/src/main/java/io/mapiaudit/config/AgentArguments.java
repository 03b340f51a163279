package io.mapiaudit.config;

import io.mapiaudit.config.ConfigurationError.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text after {@code -javaagent:mapi-audit-agent.jar=}: {@code key=value,key=value}. A comma
 * that belongs to a value is doubled; nothing else has a special meaning, so that a Windows path
 * needs no escapes.
 */
public final class AgentArguments {

  static final String SOURCE = "agent argument";

  private AgentArguments() {}

  /**
   * The text that reads as these values again.
   *
   * @param values by key, without the prefix {@code mapi.audit.}; blanks around them are not kept
   */
  public static String format(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text.append(text.length() == 0 ? "" : ",");
      text.append(entry.getKey()).append('=').append(entry.getValue().replace(",", ",,"));
    }
    return text.toString();
  }

  static List<Given> parse(String text, List<Problem> problems) {
    List<Given> given = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String item : split(text == null ? "" : text)) {
      int equals = item.indexOf('=');
      String key = (equals < 0 ? item : item.substring(0, equals)).trim();
      if (equals < 0 || key.isEmpty()) {
        problems.add(
            new Problem(
                SOURCE,
                "",
                "'" + item.trim() + "' is not key=value",
                "write key=value; double a comma that belongs to a value"));
      } else if (!seen.add(key)) {
        problems.add(new Problem(SOURCE, key, "it is given twice", "remove one"));
      } else {
        given.add(Given.text(key, key, SOURCE, item.substring(equals + 1)));
      }
    }
    return given;
  }

  private static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length();
      boolean comma = !end && text.charAt(i) == ',';
      if (comma && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        item.append(',');
        i++;
      } else if (comma || end) {
        if (!item.toString().trim().isEmpty()) {
          items.add(item.toString());
        }
        item.setLength(0);
      } else {
        item.append(text.charAt(i));
      }
    }
    return items;
  }
}
