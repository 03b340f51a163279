package io.mapiaudit.output.sarif;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack frame as {@link StackTraceElement} prints it, taken apart. */
final class SarifFrame {

  private static final Pattern FRAME =
      Pattern.compile("(?:[^(/]*/)*(?<name>[^(]*)\\((?<file>[^():]*)(?::(?<line>\\d{1,9}))?\\)");

  /** What the JVM adds to the names of lambdas' classes. */
  private static final Pattern HIDDEN_CLASS = Pattern.compile("/0x[0-9a-fA-F]+");

  /** The class of a lambda has no file; the class it is written in has. */
  private static final Pattern LAMBDA =
      Pattern.compile(
          "(?<package>(?:[\\p{Alnum}_]+\\.)*)(?<type>[\\p{Alnum}_]+)(?:[$].*)?[$][$]Lambda.*");

  /** What a file's name is made of; anything else, as in "Unknown Source", is none. */
  private static final Pattern FILE = Pattern.compile("[\\p{Alnum}_$-]+\\.\\p{Alnum}+");

  private static final Pattern PACKAGE = Pattern.compile("[\\p{Alnum}_$.]*");

  private final String name;
  private final String uri;
  private final int line;

  private SarifFrame(String name, String uri, int line) {
    this.name = name;
    this.uri = uri;
    this.line = line;
  }

  static SarifFrame parse(String text) {
    Matcher frame = FRAME.matcher(HIDDEN_CLASS.matcher(text).replaceAll(""));
    if (!frame.matches()) {
      return new SarifFrame(text, null, 0);
    }
    String name = frame.group("name");
    String line = frame.group("line");
    return new SarifFrame(
        name, uri(name, frame.group("file")), line == null ? 0 : Integer.parseInt(line));
  }

  private static String uri(String name, String file) {
    Matcher lambda = LAMBDA.matcher(name);
    if (lambda.matches()) {
      return lambda.group("package").replace('.', '/') + lambda.group("type") + ".java";
    }
    int method = name.lastIndexOf('.');
    int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
    String folder = type < 0 ? "" : name.substring(0, type);
    if (!FILE.matcher(file).matches() || !PACKAGE.matcher(folder).matches()) {
      return null;
    }
    return (folder.isEmpty() ? "" : folder.replace('.', '/') + "/") + file;
  }

  /** Class and method, without loader and module. */
  String name() {
    return name;
  }

  /** The source file below the root of sources; null when it is not known. */
  String uri() {
    return uri;
  }

  /** 0 when it is not known. */
  int line() {
    return line;
  }
}
