package io.mapiaudit.config;

import io.mapiaudit.config.ConfigurationError.Problem;
import io.mapiaudit.model.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the sources in order, takes each value from the first that has it, and checks it. */
final class ConfigLoader {

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Given> effective = new HashMap<>();
  private final Map<Option<?>, Object> values = new LinkedHashMap<>();
  private final List<Setting> settings = new ArrayList<>();

  AgentConfig load(
      String agentArguments,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Path workingDirectory)
      throws ConfigurationError {
    addLayer(AgentArguments.parse(agentArguments, problems), "");
    addLayer(properties(systemProperties), Option.PREFIX);
    addLayer(environment(environment), Option.PREFIX);
    addFile(workingDirectory);
    for (Option<?> option : Options.all()) {
      Given given = effective.getOrDefault(option.key(), option.defaultValue());
      try {
        values.put(option, option.read(given));
        settings.add(new Setting(option.key(), given.display(), given.source()));
      } catch (BadValue e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationError(problems);
    }
    return new AgentConfig(values, settings);
  }

  /** Adds values that those of earlier layers win over; keys that do not exist are problems. */
  private void addLayer(List<Given> layer, String prefix) {
    for (Given given : layer) {
      if (given.key() != null && Options.keys().contains(given.key())) {
        effective.putIfAbsent(given.key(), given);
      } else {
        problems.add(given.problem("there is no such key", unknownKeyFix(given, prefix)));
      }
    }
  }

  private static String unknownKeyFix(Given given, String prefix) {
    String written = given.key() == null ? given.spelling() : given.key();
    String bare =
        written.startsWith(Option.PREFIX) ? written.substring(Option.PREFIX.length()) : written;
    boolean inEnvironment = given.spelling().startsWith(Option.ENVIRONMENT_PREFIX);
    List<String> known = new ArrayList<>();
    for (Option<?> option : Options.all()) {
      known.add(inEnvironment ? option.environmentName() : option.key());
    }
    Optional<String> nearest = Suggestion.nearest(inEnvironment ? given.spelling() : bare, known);
    return nearest
        .map(key -> "write " + (inEnvironment ? key : prefix + key))
        .orElse("remove it; the keys are " + String.join(", ", known));
  }

  private static List<Given> properties(Map<String, String> systemProperties) {
    List<Given> given = new ArrayList<>();
    new TreeMap<>(systemProperties)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Option.PREFIX)) {
                String key = name.substring(Option.PREFIX.length());
                given.add(Given.text(key, name, "system property", value));
              }
            });
    return given;
  }

  private static List<Given> environment(Map<String, String> environment) {
    Map<String, String> keys = new HashMap<>();
    Options.all().forEach(option -> keys.put(option.environmentName(), option.key()));
    List<Given> given = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Option.ENVIRONMENT_PREFIX)) {
                given.add(Given.text(keys.get(name), name, "environment variable", value));
              }
            });
    return given;
  }

  private void addFile(Path workingDirectory) {
    Given named = effective.getOrDefault(Options.CONFIG.key(), Options.CONFIG.defaultValue());
    Path file;
    try {
      Optional<Path> wanted = Options.CONFIG.read(named);
      file =
          workingDirectory.resolve(wanted.orElse(workingDirectory.resolve(HoconFile.DEFAULT_NAME)));
      if (!wanted.isPresent() && !Files.exists(file)) {
        return;
      }
    } catch (BadValue e) {
      // Reported when the values are read.
      return;
    }
    List<Given> layer = HoconFile.read(file, named, problems);
    for (Given given : layer) {
      if (Options.CONFIG.key().equals(given.key())) {
        problems.add(given.problem("a file cannot name another", "write include \"file\""));
      }
    }
    addLayer(layer, Option.PREFIX);
    effective.put(
        Options.CONFIG.key(),
        Given.text(named.key(), named.spelling(), named.source(), file.toString()));
  }
}
