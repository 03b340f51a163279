package io.mapiaudit.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command line of {@code attach} that has nothing in it but a target, settings and {@code
 * --json}. It is taken apart here, because the parser's model of all commands takes longer to make
 * than all else that the command does itself. Every other line, each wrong one too, is the
 * parser's.
 */
final class PlainLine {

  private static final String COMMAND = "attach";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private String target;
  private boolean json;

  private PlainLine() {}

  /** The line, null when it is not a plain one. */
  static PlainLine of(String[] args) {
    if (args.length < 2 || !args[0].equals(COMMAND)) {
      return null;
    }
    PlainLine line = new PlainLine();
    for (int i = 1; i < args.length; i++) {
      boolean taken;
      if (args[i].equals("--set")) {
        i++;
        taken = i < args.length && line.takeSetting(args[i]);
      } else {
        taken = args[i].equals("--json") ? line.takeJson() : line.takeTarget(args[i]);
      }
      if (!taken) {
        return null;
      }
    }
    return line.target == null ? null : line;
  }

  private boolean takeSetting(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0 || !isPlain(text) || text.indexOf('=', equals + 1) >= 0) {
      return false;
    }
    return settings.put(text.substring(0, equals), text.substring(equals + 1)) == null;
  }

  private boolean takeJson() {
    boolean first = !json;
    json = true;
    return first;
  }

  private boolean takeTarget(String text) {
    boolean first = target == null;
    target = text;
    return first && isPlain(text);
  }

  /** Neither an option nor anything that a parser might make something else of. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '-'
        && text.charAt(0) != '@'
        && text.indexOf('"') < 0
        && text.indexOf('$') < 0
        && text.equals(text.trim());
  }

  String target() {
    return target;
  }

  Map<String, String> settings() {
    return settings;
  }

  boolean isJson() {
    return json;
  }
}
