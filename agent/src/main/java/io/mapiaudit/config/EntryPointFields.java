package io.mapiaudit.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.mapiaudit.config.ConfigurationError.Problem;
import io.mapiaudit.model.EntryPoint.ResultType;
import io.mapiaudit.model.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the fields of one entry point and collects what is wrong with them. */
final class EntryPointFields {

  private static final List<String> NAMES =
      Arrays.asList(
          "class",
          "method",
          "kind",
          "session",
          "object",
          "profile",
          "flags",
          "result",
          "descriptor");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern CLASS = Pattern.compile(NAME + "(\\." + NAME + ")*");
  private static final String TYPE = "(?:\\[*(?:[BCDFIJSZ]|L[^;()\\[.]+;))";
  private static final Pattern DESCRIPTOR =
      Pattern.compile("\\((" + TYPE + "*)\\)(V|" + TYPE + ")");
  private static final Pattern ARGUMENT = Pattern.compile("arg(\\d{1,3})");

  private final Given entry;
  private final ConfigObject object;
  private final List<Problem> problems = new ArrayList<>();

  EntryPointFields(Given entry, ConfigObject object) {
    this.entry = entry;
    this.object = object;
  }

  EntryPointDefinition definition() throws BadValue {
    for (String name : object.keySet()) {
      if (!NAMES.contains(name)) {
        problem(name, "there is no such field", Suggestion.fix(name, NAMES));
      }
    }
    String className = matching("class", CLASS, true, "a class name, as in com.acme.Outer$Inner");
    String method = matching("method", NAME, true, "a method name, as in logon");
    String descriptor =
        matching("descriptor", DESCRIPTOR, false, "a JVM method descriptor, as in (JI)J");
    Kind kind = oneOf("kind", kinds(), true);
    ResultType result = oneOf("result", results(), false);
    Operand session = operand("session", kind == null || kind == Kind.LOGON, descriptor);
    Operand used = operand("object", kind == null || kind == Kind.OPEN, descriptor);
    Operand profile = operand("profile", false, descriptor);
    Operand flags = operand("flags", false, descriptor);
    boolean returnsHandle = session.isReturn() || used.isReturn();
    if (result == null) {
      result = returnsHandle ? ResultType.HANDLE : ResultType.NONE;
    } else if (returnsHandle && result != ResultType.HANDLE && result != ResultType.NONE) {
      problem("result", "the call returns a handle, it cannot return a result too", "write handle");
    }
    if (!problems.isEmpty()) {
      throw new BadValue(problems);
    }
    return new EntryPointDefinition(
        className, method, descriptor, kind, session, used, profile, flags, result, entry.source());
  }

  private Operand operand(String name, boolean mayBeReturned, String descriptor) {
    String text = text(name, false);
    if (text == null || text.equals("none")) {
      return Operand.NONE;
    }
    if (text.equals("return")) {
      if (!mayBeReturned) {
        String who = name.equals("session") ? "logon returns a session" : "open returns an object";
        boolean input = name.equals("profile") || name.equals("flags");
        problem(
            name,
            input ? "it is never returned" : "only a call of kind " + who,
            "write the argument that holds it, as in arg0");
      }
      return Operand.RETURN;
    }
    Matcher matcher = ARGUMENT.matcher(text);
    if (!matcher.matches()) {
      String words = mayBeReturned ? "return, arg0, arg1, ... or none" : "arg0, arg1, ... or none";
      problem(name, "'" + text + "' names no argument", "write " + words);
      return Operand.NONE;
    }
    int index = Integer.parseInt(matcher.group(1));
    if (descriptor != null && index >= parameters(descriptor)) {
      problem(
          name,
          "the method " + descriptor + " has no " + text,
          "count from arg0, the first after this");
    }
    return Operand.argument(index);
  }

  private static int parameters(String descriptor) {
    Matcher types = Pattern.compile(TYPE).matcher(descriptor);
    int count = 0;
    for (int end = descriptor.indexOf(')'); types.find() && types.start() < end; ) {
      count++;
    }
    return count;
  }

  private String matching(String name, Pattern pattern, boolean required, String what) {
    String text = text(name, required);
    if (text == null || pattern.matcher(text).matches()) {
      return text;
    }
    problem(name, "'" + text + "' is not " + what.replaceAll(",.*", ""), "write " + what);
    return null;
  }

  private <T> T oneOf(String name, Map<String, T> words, boolean required) {
    String text = text(name, required);
    T value = text == null ? null : words.get(text);
    if (text != null && value == null) {
      String all = String.join(", ", words.keySet());
      problem(name, "'" + text + "' is not one of " + all, Suggestion.fix(text, words.keySet()));
    }
    return value;
  }

  private String text(String name, boolean required) {
    ConfigValue value = object.get(name);
    if (value == null || value.unwrapped() == null) {
      if (required) {
        problem(name, "it is missing", "add " + name + " = ...");
      }
      return null;
    }
    try {
      return field(name, value).text();
    } catch (BadValue e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private void problem(String name, String wrong, String fix) {
    problems.add(field(name, object.get(name)).problem(wrong, fix));
  }

  private Given field(String name, ConfigValue value) {
    boolean inFile = value != null && value.origin().filename() != null;
    String source = inFile ? Given.place(value.origin()) : entry.source();
    return new Given(entry.key(), entry.spelling() + "." + name, source, value);
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> words = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      words.put(kind.label(), kind);
    }
    return words;
  }

  private static Map<String, ResultType> results() {
    Map<String, ResultType> words = new LinkedHashMap<>();
    for (ResultType type : ResultType.values()) {
      words.put(type.name().toLowerCase(Locale.ROOT).replace('_', '-'), type);
    }
    return words;
  }
}
