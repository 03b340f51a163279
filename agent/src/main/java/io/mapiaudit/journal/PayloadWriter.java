package io.mapiaudit.journal;

import java.nio.ByteBuffer;

/**
 * Writes the payload of a variable record in sequence, or only measures it when there is no buffer.
 * Allocates nothing after it was made, so that a claimed record is always finished.
 */
final class PayloadWriter {

  private ByteBuffer buffer;
  private int start;
  private int at;

  /** From here on writes to the buffer; before, it only measures. */
  void startAt(ByteBuffer target, int position) {
    this.buffer = target;
    this.start = position;
    this.at = position;
  }

  /** Bytes written or measured so far. */
  int length() {
    return at - start;
  }

  PayloadWriter putInt(int value) {
    if (buffer != null) {
      buffer.putInt(at, value);
    }
    at += Integer.BYTES;
    return this;
  }

  PayloadWriter putLong(long value) {
    if (buffer != null) {
      buffer.putLong(at, value);
    }
    at += Long.BYTES;
    return this;
  }

  /** Length and UTF-8 bytes; a string that is too long is cut after a whole character. */
  PayloadWriter putString(String value) {
    int lengthAt = at;
    int end = lengthAt + Integer.BYTES + RecordLayout.MAX_STRING_BYTES;
    at += Integer.BYTES;
    for (int i = 0; i < value.length(); ) {
      int character = value.codePointAt(i);
      i += Character.charCount(character);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
        character = '?'; // half a pair has no UTF-8 form
      }
      if (at + utf8Bytes(character) > end) {
        break;
      }
      putCharacter(character);
    }
    if (buffer != null) {
      buffer.putInt(lengthAt, at - lengthAt - Integer.BYTES);
    }
    return this;
  }

  private static int utf8Bytes(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }

  private void putCharacter(int character) {
    int bytes = utf8Bytes(character);
    if (bytes == 1) {
      putByte(character);
      return;
    }
    int shift = 6 * (bytes - 1);
    putByte((0xF00 >> bytes) | (character >> shift));
    while (shift > 0) {
      shift -= 6;
      putByte(0x80 | ((character >> shift) & 0x3F));
    }
  }

  private void putByte(int value) {
    if (buffer != null) {
      buffer.put(at, (byte) value);
    }
    at++;
  }
}
