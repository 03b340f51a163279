package io.mapiaudit.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One thing that was looked at, and what came of it. */
public final class Check {

  /** What it means to who reads it. */
  public enum Level {
    OK,
    /** Worth knowing; nothing to do. */
    NOTE,
    /** The audit works, with a restriction that the fix takes away. */
    WARN,
    /** The audit does not work before this is fixed. */
    PROBLEM;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What keeps a program from being audited; the first that there is decides the exit code. */
  public enum Obstacle {
    NO_SUCH_TARGET,
    ACCESS_DENIED,
    BITNESS,
    ATTACH,
    OTHER_VERSION,
    CONFIGURATION,
    TOKENS
  }

  private final Level level;
  private final String name;
  private final String text;
  private final String fix;
  private final Obstacle obstacle;

  private Check(Level level, String name, String text, String fix, Obstacle obstacle) {
    this.level = level;
    this.name = name;
    this.text = text;
    this.fix = fix;
    this.obstacle = obstacle;
  }

  static Check ok(String name, String text) {
    return new Check(Level.OK, name, text, null, null);
  }

  static Check note(String name, String text) {
    return new Check(Level.NOTE, name, text, null, null);
  }

  static Check warn(String name, String text, String fix) {
    return new Check(Level.WARN, name, text, fix, null);
  }

  /**
   * Something in the way.
   *
   * @param fix what to do about it, without a full stop
   */
  public static Check problem(Obstacle obstacle, String name, String text, String fix) {
    return new Check(Level.PROBLEM, name, text, fix, obstacle);
  }

  Level level() {
    return level;
  }

  public String name() {
    return name;
  }

  String text() {
    return text;
  }

  /** Null when there is nothing to do. */
  String fix() {
    return fix;
  }

  /** Null unless it is a problem. */
  Obstacle obstacle() {
    return obstacle;
  }

  Map<String, Object> fields(String area) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("area", area);
    fields.put("name", name);
    fields.put("level", level.label());
    fields.put("text", text);
    fields.put("fix", fix);
    return fields;
  }

  @Override
  public String toString() {
    return level.label() + " " + name + ": " + text + (fix == null ? "" : ". Fix: " + fix);
  }
}
