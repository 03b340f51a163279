package io.mapiaudit.identity;

import java.util.Arrays;

/**
 * Converts security identifiers between the binary form of a token and the string form. Done in
 * Java, so that it needs no second native call and works wherever a token can be read.
 */
public final class Sid {

  private static final int MAX_SUB_AUTHORITIES = 15;

  private Sid() {}

  /**
   * The string form of a binary SID (MS-DTYP 2.4.2).
   *
   * @param bytes revision, count, 6 bytes of authority (big endian), count × 4 bytes (little
   *     endian); may be longer
   * @return for example {@code S-1-5-21-1004336348-1177238915-682003330-1001}
   * @throws IllegalArgumentException when the bytes are no SID
   */
  public static String toString(byte[] bytes) {
    if (bytes.length < 8 || bytes[0] != 1) {
      throw new IllegalArgumentException("not a SID: " + Arrays.toString(bytes));
    }
    int count = bytes[1] & 0xFF;
    if (count > MAX_SUB_AUTHORITIES || bytes.length < 8 + 4 * count) {
      throw new IllegalArgumentException("truncated SID: " + Arrays.toString(bytes));
    }
    long authority = 0;
    for (int i = 2; i < 8; i++) {
      authority = (authority << 8) | (bytes[i] & 0xFF);
    }
    StringBuilder text = new StringBuilder("S-1-");
    // As Windows prints it: an authority that needs more than 32 bits is in hexadecimal.
    text.append(
        authority >>> 32 == 0
            ? Long.toString(authority)
            : "0x" + String.format(java.util.Locale.ROOT, "%012X", authority));
    for (int i = 0; i < count; i++) {
      int at = 8 + 4 * i;
      long sub =
          (bytes[at] & 0xFFL)
              | ((bytes[at + 1] & 0xFFL) << 8)
              | ((bytes[at + 2] & 0xFFL) << 16)
              | ((bytes[at + 3] & 0xFFL) << 24);
      text.append('-').append(sub);
    }
    return text.toString();
  }

  /**
   * The binary form of a SID.
   *
   * @throws IllegalArgumentException when the text is no SID
   */
  public static byte[] toBytes(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length < 3
        || parts.length > 3 + MAX_SUB_AUTHORITIES
        || !parts[0].equals("S")
        || !parts[1].equals("1")) {
      throw new IllegalArgumentException("not a SID: " + text);
    }
    try {
      byte[] bytes = new byte[8 + 4 * (parts.length - 3)];
      bytes[0] = 1;
      bytes[1] = (byte) (parts.length - 3);
      long authority = Long.decode(parts[2]);
      for (int i = 0; i < 6; i++) {
        bytes[7 - i] = (byte) (authority >>> (8 * i));
      }
      for (int i = 3; i < parts.length; i++) {
        int sub = Integer.parseUnsignedInt(parts[i]);
        for (int k = 0; k < 4; k++) {
          bytes[8 + 4 * (i - 3) + k] = (byte) (sub >>> (8 * k));
        }
      }
      return bytes;
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("not a SID: " + text, notANumber);
    }
  }
}
