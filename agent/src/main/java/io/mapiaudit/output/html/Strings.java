package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that the page's data name by numbers, because they come again and again. */
final class Strings {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  int number(String text) {
    return numbers.computeIfAbsent(text, key -> numbers.size());
  }

  /** Characters that it would add, 0 when it is there already. */
  int cost(String text) {
    return numbers.containsKey(text) ? 0 : Math.min(text.length(), PageJson.MAX_TEXT);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String text : numbers.keySet()) {
      PageJson.text(json, text);
    }
    json.writeEndArray();
  }
}
