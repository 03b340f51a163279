package io.mapiaudit.instrument;

import io.mapiaudit.model.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Parses the format that {@code automation.txt} explains in its head. */
final class AutomationFile {

  private static final WordLines LINES = new WordLines("automation.txt");

  private final Map<String, AutomationClass> classes = new HashMap<>();
  private final Map<String, String> namesById = new HashMap<>();
  private AutomationClass current;

  private AutomationFile() {}

  static AutomationFile builtIn() {
    AutomationFile file = new AutomationFile();
    LINES.readBuiltIn(file::add);
    return file;
  }

  /**
   * Parses a catalogue of automation classes.
   *
   * @throws IllegalArgumentException naming the line and what is wrong with it
   */
  static AutomationFile parse(Reader source) throws IOException {
    AutomationFile file = new AutomationFile();
    LINES.read(source, file::add);
    return file;
  }

  /** The classes, by name. */
  Map<String, AutomationClass> classes() {
    return classes;
  }

  /** The name of the class with a ProgID or CLSID, null when it is not known. */
  String classOf(String id) {
    String key = id.trim().toLowerCase(Locale.ROOT);
    int brace = key.indexOf('{');
    if (brace >= 0) {
      int end = key.indexOf('}', brace);
      key = key.substring(brace + 1, end < 0 ? key.length() : end);
    }
    String name = namesById.get(key);
    int dot = key.lastIndexOf('.');
    boolean versioned = dot > 0 && key.substring(dot + 1).chars().allMatch(Character::isDigit);
    return name == null && versioned ? namesById.get(key.substring(0, dot)) : name;
  }

  private void add(String[] words) {
    if (words[0].equals("class")) {
      openClass(words);
      return;
    }
    if (current == null) {
      throw new IllegalArgumentException("a member before the first class");
    }
    boolean profile = false;
    String opens = null;
    for (int i = 2; i < words.length; i++) {
      if (words[i].equals("text=0")) {
        profile = true;
      } else if (words[i].startsWith("opens=")) {
        opens = words[i].substring(6);
      } else {
        throw new IllegalArgumentException("unknown role '" + words[i] + "'");
      }
    }
    if (words.length < 2) {
      throw new IllegalArgumentException("no kind");
    }
    current.add(words[0], Kind.ofLabel(words[1]), profile, opens);
  }

  private void openClass(String[] words) {
    String opens = words[1];
    for (int i = 2; i < words.length; i++) {
      String value = words[i].substring(words[i].indexOf('=') + 1);
      if (words[i].startsWith("progid=") || words[i].startsWith("clsid=")) {
        namesById.put(value.toLowerCase(Locale.ROOT), words[1]);
      } else if (words[i].startsWith("opens=")) {
        opens = value;
      } else {
        throw new IllegalArgumentException("unknown word '" + words[i] + "'");
      }
    }
    current = new AutomationClass(words[1], opens);
    classes.put(words[1], current);
  }
}
