package io.mapiaudit.output.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes fields, and leaves those out that have no value. */
final class SarifWriter {

  private final JsonGenerator json;

  SarifWriter(JsonGenerator json) {
    this.json = json;
  }

  void startObject(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  void startObject() throws IOException {
    json.writeStartObject();
  }

  void endObject() throws IOException {
    json.writeEndObject();
  }

  void startArray(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    json.writeEndArray();
  }

  void text(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, wellFormed(value));
    }
  }

  void element(String value) throws IOException {
    json.writeString(wellFormed(value));
  }

  /** A message object. */
  void message(String name, String text) throws IOException {
    startObject(name);
    text("text", text);
    endObject();
  }

  void number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  void flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  /** Surrogates without a partner, which readers differ over, become question marks. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
