package io.mapiaudit.capture;

import java.util.concurrent.ConcurrentHashMap;

/** Names of members that programs call by number, as the objects themselves once told them. */
final class MemberNames {

  private static final int MAX_NAMES = 20_000;

  private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();

  void learn(String className, int number, String name) {
    if (names.size() < MAX_NAMES) {
      names.put(className + ' ' + number, name);
    }
  }

  /** The name of a member; its number where nobody asked for it by name. */
  String name(String className, int number) {
    String name = names.get(className + ' ' + number);
    return name == null ? "(member " + number + ")" : name;
  }
}
