package io.mapiaudit.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mapiaudit.config.ConfigurationError.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the list {@code entry-points}; a value given as text is read as HOCON. */
final class EntryPointReader implements Option.Reader<List<EntryPointDefinition>> {

  private static final String EXAMPLE =
      "[{ class = \"com.acme.Native\", method = \"logon\", kind = logon, session = return }]";

  @Override
  public List<EntryPointDefinition> read(Given given) throws BadValue {
    ConfigList list = list(given);
    List<EntryPointDefinition> definitions = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Given entry = element(given, list.get(i), i);
      try {
        EntryPointDefinition definition = read(entry, list.get(i));
        String method = definition.className() + "." + definition.method();
        if (!seen.add(method + definition.descriptor().orElse(""))) {
          throw entry.bad(method + " is declared twice", "remove one, or tell them by descriptor");
        }
        definitions.add(definition);
      } catch (BadValue e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadValue(problems);
    }
    return Collections.unmodifiableList(definitions);
  }

  private static EntryPointDefinition read(Given entry, ConfigValue value) throws BadValue {
    if (value.valueType() != ConfigValueType.OBJECT) {
      throw entry.bad("an object is wanted", "write " + EXAMPLE);
    }
    return new EntryPointFields(entry, (ConfigObject) value).definition();
  }

  private static Given element(Given given, ConfigValue value, int index) {
    // An element of a list that was given as text knows no better place than the text has.
    boolean inFile = value.origin().filename() != null;
    String source = inFile ? Given.place(value.origin()) : given.source();
    String spelling = given.spelling() + "[" + index + "]";
    return new Given(given.key(), spelling, source, value);
  }

  private static ConfigList list(Given given) throws BadValue {
    ConfigValue value = given.value();
    if (value.valueType() == ConfigValueType.STRING) {
      String text = String.valueOf(value.unwrapped());
      try {
        Config config = ConfigFactory.parseString("v = " + text).resolve();
        value = config.getValue("v");
      } catch (ConfigException e) {
        throw given.bad("it is no HOCON list", "write " + EXAMPLE);
      }
    }
    if (value.valueType() != ConfigValueType.LIST) {
      throw given.bad("a list of objects is wanted", "write " + EXAMPLE);
    }
    return (ConfigList) value;
  }
}
