package io.mapiaudit.instrument;

import java.util.function.Supplier;

/** Byte Buddy is told to keep off the methods of Unsafe that newer JVMs warn about. */
final class ByteBuddySettings {

  private static final String SAFE = "net.bytebuddy.safe";

  private ByteBuddySettings() {}

  /** Does work that may be the first to use Byte Buddy. */
  static <T> T during(Supplier<T> work) {
    String before = System.setProperty(SAFE, "true");
    try {
      return work.get();
    } finally {
      if (before == null) {
        System.clearProperty(SAFE);
      } else {
        System.setProperty(SAFE, before);
      }
    }
  }
}
