package io.mapiaudit.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mapiaudit.config.ConfigurationError.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads a HOCON file; every leaf of it is a given value, whether its key exists or not. */
final class HoconFile {

  static final String DEFAULT_NAME = "mapi-audit.conf";

  private final List<Given> given = new ArrayList<>();

  private HoconFile() {}

  static List<Given> read(Path file, Given namedBy, List<Problem> problems) {
    String objection = FileIncluder.objection(file);
    if (objection != null) {
      problems.add(
          namedBy.problem(
              "the file " + file + " " + objection,
              "name a readable HOCON file, or leave the key out"));
      return new ArrayList<>();
    }
    HoconFile reader = new HoconFile();
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setClassLoader(HoconFile.class.getClassLoader())
              .setIncluder(new FileIncluder(file));
      reader.walk("", ConfigFactory.parseFile(file.toFile(), options).resolve().root());
    } catch (ConfigException e) {
      problems.add(syntax(file, e));
    } catch (StackOverflowError e) {
      problems.add(
          new Problem(
              file.toString(), "", "it is nested too deeply", "take some of the levels away"));
    } catch (OutOfMemoryError e) {
      problems.add(
          new Problem(
              file.toString(), "", "its values take too much memory", "use fewer substitutions"));
    }
    return reader.given;
  }

  private void walk(String path, ConfigObject object) {
    List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(object.entrySet());
    // The library keeps no order; a reader of the messages goes through the file from the top.
    entries.sort(
        Comparator.comparingInt(
                (Map.Entry<String, ConfigValue> e) -> e.getValue().origin().lineNumber())
            .thenComparing(Map.Entry::getKey));
    for (Map.Entry<String, ConfigValue> entry : entries) {
      String spelling = path + entry.getKey();
      ConfigValue value = entry.getValue();
      boolean prefixed = spelling.startsWith(Option.PREFIX);
      String key = prefixed ? spelling.substring(Option.PREFIX.length()) : spelling;
      boolean isOption = prefixed && Options.keys().contains(key);
      if (value.valueType() == ConfigValueType.OBJECT && !isOption) {
        walk(spelling + ".", (ConfigObject) value);
      } else if (value.valueType() != ConfigValueType.NULL || !isOption) {
        // A null takes a value back, as the HOCON specification has it.
        given.add(new Given(prefixed ? key : null, spelling, Given.place(value.origin()), value));
      }
    }
  }

  private static Problem syntax(Path file, ConfigException e) {
    String source = e.origin() == null ? file.toString() : Given.place(e.origin());
    String message = String.valueOf(e.getMessage());
    // The library puts the origin before its messages; here it is the source already.
    if (e.origin() != null && message.startsWith(e.origin().description() + ": ")) {
      message = message.substring(e.origin().description().length() + 2);
    }
    if (e instanceof ConfigException.IO) {
      return new Problem(source, "", message, "include small files that can be read, by name");
    }
    if (e instanceof ConfigException.UnresolvedSubstitution) {
      return new Problem(
          source, "", message, "define it, or write ${?name} for one that may be missing");
    }
    boolean path = message.contains("\\") || message.contains("got ':'");
    return new Problem(
        source,
        "",
        "it is not valid HOCON: " + message.replaceAll(" \\(if you intended .*", ""),
        path
            ? "put the path in quotes and write / or \\\\ between the folders"
            : "correct the line");
  }
}
