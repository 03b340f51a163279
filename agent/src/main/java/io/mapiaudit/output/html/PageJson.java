package io.mapiaudit.output.html;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes JSON that can stand inside a script element: nothing in it ends the element. */
final class PageJson {

  /** Longest text taken over; what is longer is cut. */
  static final int MAX_TEXT = 8_000;

  /** Writes one value. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private static final CharacterEscapes ESCAPES =
      new CharacterEscapes() {
        private static final long serialVersionUID = 1;
        private final int[] ascii = standardAsciiEscapesForJSON();

        {
          ascii['<'] = ESCAPE_CUSTOM;
          ascii['>'] = ESCAPE_CUSTOM;
          ascii['&'] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
          return ascii.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
          return c == '<' || c == '>' || c == '&'
              ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", c))
              : null;
        }
      };

  private PageJson() {}

  static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setCharacterEscapes(ESCAPES);
      content.writeTo(json);
    }
    return bytes.toByteArray();
  }

  /**
   * A JSON value from outside, made harmless.
   *
   * @throws IOException when it is not JSON, or not all of it
   */
  static String copy(String value) throws IOException {
    byte[] copied =
        bytes(
            json -> {
              try (JsonParser parser = FACTORY.createParser(value)) {
                copy(parser, json);
              }
            });
    return new String(copied, StandardCharsets.UTF_8);
  }

  private static void copy(JsonParser parser, JsonGenerator json) throws IOException {
    int depth = 0;
    do {
      if (parser.nextToken() == null) {
        throw new EOFException();
      }
      switch (parser.currentToken()) {
        case START_OBJECT:
        case START_ARRAY:
          depth++;
          json.copyCurrentEvent(parser);
          break;
        case END_OBJECT:
        case END_ARRAY:
          depth--;
          json.copyCurrentEvent(parser);
          break;
        case FIELD_NAME:
          json.writeFieldName(Visible.text(parser.currentName(), MAX_TEXT));
          break;
        case VALUE_STRING:
          text(json, parser.getText());
          break;
        default:
          json.copyCurrentEvent(parser);
      }
    } while (depth > 0);
  }

  /** Text as people can look at it without harm, or null. */
  static void text(JsonGenerator json, String value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(Visible.text(value, MAX_TEXT));
    }
  }

  static void field(JsonGenerator json, String name, String value) throws IOException {
    json.writeFieldName(name);
    text(json, value);
  }

  static void numbers(JsonGenerator json, long... values) throws IOException {
    json.writeArray(values, 0, values.length);
  }
}
