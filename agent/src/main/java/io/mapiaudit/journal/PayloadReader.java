package io.mapiaudit.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the payload of a variable record in sequence and never past its end. */
final class PayloadReader {

  /** A payload does not hold what its type promises. */
  static final class BadPayload extends Exception {
    BadPayload(String message) {
      super(message);
    }
  }

  private final ByteBuffer buffer;
  private final int end;
  private int at;

  /** The payload of the record that begins at {@code recordAt} and takes this many slots. */
  PayloadReader(ByteBuffer buffer, int recordAt, int slots) throws BadPayload {
    this.buffer = buffer;
    this.at = recordAt + RecordLayout.PAYLOAD_AT;
    int length = buffer.getInt(recordAt + RecordLayout.LENGTH_AT);
    int room = (slots << RecordLayout.SLOT_SHIFT) - RecordLayout.PAYLOAD_AT;
    if (length < 0 || length > room) {
      throw new BadPayload("payload length " + length + " in a record with room for " + room);
    }
    this.end = at + length;
  }

  boolean hasMore() {
    return at < end;
  }

  int getInt() throws BadPayload {
    int from = take(Integer.BYTES);
    return buffer.getInt(from);
  }

  long getLong() throws BadPayload {
    int from = take(Long.BYTES);
    return buffer.getLong(from);
  }

  String getString() throws BadPayload {
    int length = getInt();
    if (length < 0 || length > RecordLayout.MAX_STRING_BYTES) {
      throw new BadPayload("string length " + length);
    }
    int from = take(length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = buffer.get(from + i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int take(int bytes) throws BadPayload {
    if (bytes > end - at) {
      throw new BadPayload("payload ends early");
    }
    int from = at;
    at += bytes;
    return from;
  }
}
