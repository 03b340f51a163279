package io.mapiaudit.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * Sets the application's {@code jna.*} system properties aside while the agent's own JNA loads.
 * They are meant for the application's version: with them, ours would pick up a native library of
 * another version, or take away the one the application needs. Restored on close.
 */
final class JnaSettings implements AutoCloseable {

  private static final String[] NAMES = {
    "jna.boot.library.path",
    "jna.boot.library.name",
    "jna.nounpack",
    "jna.noclasspath",
    "jna.nosys",
    "jna.platform.library.path"
  };

  private final Map<String, String> saved = new HashMap<>();

  private JnaSettings() {}

  static JnaSettings isolated() {
    JnaSettings settings = new JnaSettings();
    for (String name : NAMES) {
      settings.saved.put(name, System.getProperty(name));
      System.clearProperty(name);
    }
    System.setProperty("jna.nosys", "true");
    // Unset, JNA runs ldconfig to learn the folders where the system's loader looks anyway.
    System.setProperty("jna.platform.library.path", "");
    return settings;
  }

  @Override
  public void close() {
    for (String name : NAMES) {
      String value = saved.get(name);
      if (value == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    }
  }
}
