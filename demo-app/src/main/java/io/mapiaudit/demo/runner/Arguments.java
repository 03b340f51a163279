package io.mapiaudit.demo.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Command-line arguments: {@code --name value} options and plain names. */
public final class Arguments {

  private static final List<String> OPTIONS =
      Collections.unmodifiableList(Arrays.asList("bridge", "role", "agent", "out", "java"));

  private final Map<String, String> options;
  private final List<String> names;

  private Arguments(Map<String, String> options, List<String> names) {
    this.options = options;
    this.names = names;
  }

  /**
   * Parses arguments.
   *
   * @throws IllegalArgumentException for an unknown option or one without its value
   */
  public static Arguments of(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        names.add(argument);
      } else if (!OPTIONS.contains(argument.substring(2))) {
        throw new IllegalArgumentException("unknown option " + argument);
      } else if (++i == arguments.size()) {
        throw new IllegalArgumentException(argument + " needs a value");
      } else {
        options.put(argument.substring(2), arguments.get(i));
      }
    }
    return new Arguments(options, names);
  }

  /** The option's value, or {@code absent}. */
  public String get(String option, String absent) {
    return options.getOrDefault(option, absent);
  }

  /** The arguments that are no options. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }
}
