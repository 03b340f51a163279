package io.mapiaudit.cli.doctor;

import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.ProcessFiles;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.ConfigurationError;
import io.mapiaudit.model.Setting;
import io.mapiaudit.runtime.Agent;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration that the agent would have: of this process, or as far as it shows of another.
 */
public final class AuditSettings {

  private static final String NAME = "configuration";
  private static final String PREFIX = "mapi.audit.";
  private static final Pattern PROPERTY = Pattern.compile("-D(mapi\\.audit\\.[^= ]+)=(.*)");
  private static final Pattern AGENT =
      Pattern.compile("-javaagent:[^=]*mapi-audit[^=/\\\\]*\\.jar(?:=(.*))?");

  private final List<Check> checks = new ArrayList<>();
  private final Path workingDirectory;
  private AgentConfig config;
  private boolean startedWithAgent;

  /**
   * Settings.
   *
   * @param workingDirectory null when it cannot be told
   */
  private AuditSettings(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  /**
   * The configuration of an agent in a JVM that is started like this command.
   *
   * @param given of {@code --set}, as agent arguments
   */
  public static AuditSettings here(String given) {
    AuditSettings settings = new AuditSettings(Paths.get("").toAbsolutePath());
    try {
      settings.use(AgentConfig.load(given));
    } catch (ConfigurationError error) {
      settings.refuse(error);
    }
    return settings;
  }

  /** The configuration of an agent that is attached to a process with these settings. */
  public static AuditSettings of(JvmProcess process, String given) {
    ProcessFiles files = new ProcessFiles(process.pid());
    Optional<Path> directory = files.workingDirectory();
    AuditSettings settings = new AuditSettings(directory.orElse(null));
    List<String> options = options(process, files);
    if (!directory.isPresent()) {
      settings.checks.add(
          Check.note(
              NAME,
              "the working directory and environment of the process cannot be read here: a"
                  + " mapi-audit.conf there, or MAPI_AUDIT_* variables, go unnoticed"));
    }
    String arguments = given;
    Map<String, String> properties = new HashMap<>();
    for (String option : options) {
      Matcher property = PROPERTY.matcher(option);
      Matcher agent = AGENT.matcher(option);
      if (property.matches()) {
        properties.put(property.group(1), property.group(2));
      } else if (agent.matches()) {
        settings.startedWithAgent = true;
        arguments = given.isEmpty() && agent.group(1) != null ? agent.group(1) : given;
      }
    }
    try {
      settings.use(
          AgentConfig.load(
              arguments,
              properties,
              files.environment(),
              // Where no file is looked for.
              directory.orElse(Paths.get("no-such-directory"))));
    } catch (ConfigurationError error) {
      settings.refuse(error);
    }
    return settings;
  }

  /**
   * The JVM's options one by one; those that hold blanks only where the system tells them apart.
   */
  private static List<String> options(JvmProcess process, ProcessFiles files) {
    List<String> command = files.command();
    if (!command.isEmpty()) {
      return command;
    }
    List<String> options = new ArrayList<>();
    if (process.options() != null) {
      for (String option : process.options().split(" (?=-)", -1)) {
        options.add(option);
      }
    }
    return options;
  }

  private void use(AgentConfig loaded) {
    List<String> refused = Agent.refused(loaded);
    refused.forEach(
        sentence ->
            checks.add(
                Check.problem(Check.Obstacle.CONFIGURATION, NAME, sentence, "leave the key out")));
    if (!loaded.enabled()) {
      checks.add(
          Check.problem(
              Check.Obstacle.CONFIGURATION,
              NAME,
              "enabled is false: the agent does nothing at all",
              "set enabled = true where it is set to false"));
    }
    int set = 0;
    for (Setting setting : loaded.settings()) {
      boolean isDefault = setting.source().equals("default");
      set += isDefault ? 0 : 1;
      if (!isDefault) {
        checks.add(Check.ok(setting.key(), setting.value() + "  (" + setting.source() + ")"));
      }
    }
    checks.add(
        Check.note(
            NAME,
            set > 0
                ? "every other key has its default"
                : "every key has its default"
                    + (workingDirectory == null
                        ? ""
                        : "; no mapi-audit.conf in " + workingDirectory)));
    config = loaded;
  }

  private void refuse(ConfigurationError error) {
    for (ConfigurationError.Problem problem : error.problems()) {
      String key = problem.key();
      checks.add(
          Check.problem(
              Check.Obstacle.CONFIGURATION,
              key.isEmpty() ? NAME : key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key,
              problem.source() + ": " + problem.wrong(),
              problem.fix()));
    }
  }

  /** What is wrong with it, and what is set. */
  public List<Check> checks() {
    return checks;
  }

  /** Empty when it cannot be used. */
  public Optional<AgentConfig> config() {
    return Optional.ofNullable(config);
  }

  /** What relative paths in it mean; empty when it cannot be told. */
  public Optional<Path> workingDirectory() {
    return Optional.ofNullable(workingDirectory);
  }

  /** True when the process was started with {@code -javaagent}. */
  public boolean startedWithAgent() {
    return startedWithAgent;
  }
}
