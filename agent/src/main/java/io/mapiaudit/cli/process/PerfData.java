package io.mapiaudit.cli.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The performance data that HotSpot keeps in a file of each JVM ({@code hsperfdata_<user>/<pid>}),
 * format 2.0 as the JDK's {@code perfMemory.hpp} lays it out. Reading it does not touch the JVM.
 */
final class PerfData {

  private static final int MAGIC = 0xcafec0c0;
  private static final int HEADER = 32;
  private static final int ENTRY_HEADER = 20;
  private static final byte LITTLE_ENDIAN = 1;

  private PerfData() {}

  /**
   * The texts in a file by name.
   *
   * @throws IOException when it cannot be read or is not of that format
   */
  static Map<String, String> texts(Path file) throws IOException {
    return texts(Files.readAllBytes(file));
  }

  static Map<String, String> texts(byte[] bytes) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || data.getInt(0) != MAGIC || data.get(5) != 2) {
      throw new IOException("no performance data of version 2");
    }
    data.order(data.get(4) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Map<String, String> texts = new HashMap<>();
    int at = data.getInt(24);
    int entries = data.getInt(28);
    for (int i = 0; i < entries && at >= HEADER && at + ENTRY_HEADER <= bytes.length; i++) {
      int length = data.getInt(at);
      int name = at + data.getInt(at + 4);
      int vector = data.getInt(at + 8);
      int value = at + data.getInt(at + 16);
      if (data.get(at + 12) == 'B' && vector > 0) {
        texts.put(text(bytes, name, bytes.length), text(bytes, value, value + vector));
      }
      if (length <= 0) {
        break;
      }
      at += length;
    }
    return texts;
  }

  private static String text(byte[] bytes, int from, int limit) {
    int start = Math.min(Math.max(from, 0), bytes.length);
    int end = start;
    while (end < Math.min(limit, bytes.length) && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
