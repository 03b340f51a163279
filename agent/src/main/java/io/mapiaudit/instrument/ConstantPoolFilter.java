package io.mapiaudit.instrument;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells by one pass over a class file's constants whether it mentions any of some names. Every
 * class that is loaded comes by here, and nearly all of them can be left without a closer look.
 */
final class ConstantPoolFilter {

  private static final int FIRST_CONSTANT = 10;

  private final Set<String> names;
  private final BitSet lengths = new BitSet();
  private final BitSet initials = new BitSet();
  private boolean passAll;

  /**
   * A filter.
   *
   * @param names wanted; with one that is not of ASCII characters alone, every class passes
   */
  ConstantPoolFilter(Set<String> names) {
    this.names = new HashSet<>(names);
    for (String name : names) {
      passAll |= !name.chars().allMatch(c -> c > 0 && c < 128);
      lengths.set(name.length());
      initials.set(name.charAt(0));
    }
  }

  /** False when the class mentions none of the names; true also when that cannot be told. */
  boolean mayPass(byte[] file) {
    if (passAll) {
      return true;
    }
    int count = unsignedShort(file, FIRST_CONSTANT - 2);
    int at = FIRST_CONSTANT;
    for (int i = 1; i < count; i++) {
      switch (file[at]) {
        case 1: // Utf8
          int length = unsignedShort(file, at + 1);
          if (isWanted(file, at + 3, length)) {
            return true;
          }
          at += 3 + length;
          break;
        case 7: // Class, String, MethodType, Module, Package
        case 8:
        case 16:
        case 19:
        case 20:
          at += 3;
          break;
        case 15: // MethodHandle
          at += 4;
          break;
        case 5: // Long and Double take two places
        case 6:
          at += 9;
          i++;
          break;
        case 3: // numbers, members, dynamic ones
        case 4:
        case 9:
        case 10:
        case 11:
        case 12:
        case 17:
        case 18:
          at += 5;
          break;
        default:
          return true;
      }
    }
    return false;
  }

  private boolean isWanted(byte[] file, int at, int length) {
    return lengths.get(length)
        && initials.get(file[at] & 0xFF)
        && names.contains(new String(file, at, length, StandardCharsets.ISO_8859_1));
  }

  private static int unsignedShort(byte[] file, int at) {
    return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
  }
}
