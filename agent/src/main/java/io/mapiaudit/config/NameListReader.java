package io.mapiaudit.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads names of libraries: a list, or one text with commas or blanks between them. */
final class NameListReader implements Option.Reader<List<String>> {

  private static final Pattern NAME = Pattern.compile("[\\w.+-]{1,255}");
  private static final String FIX = "write file names without folders, as in \"olmapi32, rpcrt4\"";

  @Override
  public List<String> read(Given given) throws BadValue {
    Set<String> names = new LinkedHashSet<>();
    for (String name : split(given)) {
      if (!NAME.matcher(name).matches()) {
        throw given.bad("'" + name + "' is no name of a library", FIX);
      }
      String lower = name.toLowerCase(Locale.ROOT);
      names.add(lower.indexOf('.') < 0 ? lower + ".dll" : lower);
    }
    return Collections.unmodifiableList(new ArrayList<>(names));
  }

  private static List<String> split(Given given) throws BadValue {
    List<String> texts = new ArrayList<>();
    if (given.value().valueType() == ConfigValueType.LIST) {
      for (ConfigValue element : (ConfigList) given.value()) {
        texts.add(String.valueOf(element.unwrapped()));
      }
      return texts;
    }
    for (String text : given.text().split("[,\\s]+", -1)) {
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }
}
