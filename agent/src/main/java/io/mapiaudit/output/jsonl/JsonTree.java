package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object as maps and lists, leaving out what is null. Other formats start from all
 * native fields, so that none can be forgotten, those of later versions included.
 */
final class JsonTree {

  private JsonTree() {}

  static Map<String, Object> parse(String text) throws IOException {
    try (JsonParser json = Json.parser(text)) {
      json.nextToken();
      return object(json);
    }
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Object value = value(json);
      if (value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT:
        return object(json);
      case START_ARRAY:
        return array(json);
      case VALUE_NUMBER_INT:
        return json.getLongValue();
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      case VALUE_NULL:
        return null;
      default:
        return json.getText();
    }
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json));
    }
    return elements;
  }

  /** Takes the value out of nested maps; null when it is not there. Emptied maps stay. */
  static Object take(Map<String, Object> tree, String... path) {
    Object at = tree;
    for (int i = 0; i < path.length - 1 && at instanceof Map; i++) {
      at = ((Map<?, ?>) at).get(path[i]);
    }
    return at instanceof Map ? ((Map<?, ?>) at).remove(path[path.length - 1]) : null;
  }

  /** The value in nested maps; null when it is not there. */
  static Object get(Map<String, Object> tree, String... path) {
    Object at = tree;
    for (String name : path) {
      at = at instanceof Map ? ((Map<?, ?>) at).get(name) : null;
    }
    return at;
  }

  /** The frames of a stack as Java prints them below an exception; null when there are none. */
  static String stackTrace(Object frames) {
    if (!(frames instanceof List) || ((List<?>) frames).isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Object frame : (List<?>) frames) {
      text.append(text.length() == 0 ? "" : "\n").append("\tat ").append(frame);
    }
    return text.toString();
  }
}
