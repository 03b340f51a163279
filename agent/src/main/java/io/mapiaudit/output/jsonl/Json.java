package io.mapiaudit.output.jsonl;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Makes JSON text that stays one line and shows nothing that is not there, whatever it quotes. */
public final class Json {

  /** Writes one JSON value. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** No recycled buffers: they would stay with the threads of the application. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private static final CharacterEscapes ESCAPES = new LineSafeEscapes();

  private Json() {}

  /**
   * A map, iterable, string, number, boolean or null on one line, without the line's end.
   *
   * @throws IllegalArgumentException for a value of any other type
   */
  public static String line(Object value) {
    try {
      return new String(line(json -> write(json, value)), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable) {
      json.writeStartArray();
      for (Object element : (Iterable<?>) value) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean) {
      json.writeBoolean((Boolean) value);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double) {
      json.writeNumber((Double) value);
    } else if (value instanceof CharSequence) {
      json.writeString(wellFormed(value.toString()));
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** The value as UTF-8, in one line without its end. */
  static byte[] line(Content content) throws IOException {
    return write(content, false);
  }

  /** The value as UTF-8, indented for people. */
  static byte[] indented(Content content) throws IOException {
    return write(content, true);
  }

  private static byte[] write(Content content, boolean indented) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setCharacterEscapes(ESCAPES);
      if (indented) {
        json.setPrettyPrinter(new UnixPrettyPrinter());
      }
      content.writeTo(json);
    }
    return bytes.toByteArray();
  }

  /**
   * Replaces surrogates without a partner by U+FFFD: they cannot be written as UTF-8, and readers
   * differ over their escapes.
   */
  static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }

  /** Escapes what some readers take for the end of a line, and what terminals obey. */
  private static final class LineSafeEscapes extends CharacterEscapes {

    private final int[] ascii = standardAsciiEscapesForJSON();

    LineSafeEscapes() {
      ascii[0x7f] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      boolean control = c <= 0x9f;
      boolean lineEnd = c == 0x2028 || c == 0x2029;
      boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
      return control || lineEnd || direction
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", c))
          : null;
    }
  }
}
