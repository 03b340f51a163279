package io.mapiaudit.config;

import io.mapiaudit.model.Setting;
import io.mapiaudit.model.Transport;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;

/**
 * Everything that can be configured, checked, with the source of each value. Immutable. Relative
 * paths mean the working directory of the process.
 */
public final class AgentConfig {

  private final Map<Option<?>, Object> values;
  private final List<Setting> settings;

  AgentConfig(Map<Option<?>, Object> values, List<Setting> settings) {
    this.values = Collections.unmodifiableMap(new HashMap<>(values));
    this.settings = Collections.unmodifiableList(new ArrayList<>(settings));
  }

  /**
   * Reads the configuration of this process.
   *
   * @param agentArguments as {@code premain} or {@code agentmain} gets them, null for none
   * @throws ConfigurationError with every problem found
   */
  public static AgentConfig load(String agentArguments) throws ConfigurationError {
    Map<String, String> properties = new HashMap<>();
    Properties system = System.getProperties();
    for (String name : system.stringPropertyNames()) {
      properties.put(name, system.getProperty(name, ""));
    }
    Map<String, String> environment = new HashMap<>();
    // Windows does not tell the case of names apart.
    boolean ignoreCase = File.separatorChar == '\\';
    System.getenv()
        .forEach(
            (name, value) ->
                environment.put(ignoreCase ? name.toUpperCase(Locale.ROOT) : name, value));
    return load(agentArguments, properties, environment, Paths.get("").toAbsolutePath());
  }

  /**
   * Reads the configuration from these sources.
   *
   * @param workingDirectory where {@code mapi-audit.conf} is looked for when no file is named
   * @throws ConfigurationError with every problem found
   */
  public static AgentConfig load(
      String agentArguments,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Path workingDirectory)
      throws ConfigurationError {
    return new ConfigLoader().load(agentArguments, systemProperties, environment, workingDirectory);
  }

  /** False: the agent does nothing at all. */
  public boolean enabled() {
    return get(Options.ENABLED);
  }

  /** Where the folders of runs go; empty: {@code mapi-audit} here, else in the temp directory. */
  public Optional<Path> dir() {
    return get(Options.DIR);
  }

  /** False: hooks are there, and nothing is recorded until it is switched on. */
  public boolean recording() {
    return get(Options.RECORDING);
  }

  /** Bound of a journal on disk, in bytes. */
  public long journalMaxSize() {
    return get(Options.JOURNAL_MAX_SIZE);
  }

  /** How many ended runs stay in the directory; 0: all. */
  public int runsKeep() {
    return get(Options.RUNS_KEEP);
  }

  public Redaction identityRedact() {
    return get(Options.IDENTITY_REDACT);
  }

  /**
   * The file of the secret that names are hashed with; empty: {@code identity.salt} in the
   * directory of runs.
   */
  public Optional<Path> identitySalt() {
    return get(Options.IDENTITY_SALT);
  }

  /** Name or path of the library that answers the token calls. */
  public String identityLibrary() {
    return get(Options.IDENTITY_LIBRARY);
  }

  /** Where Prometheus is served, not looked up yet; empty: nowhere. */
  public Optional<InetSocketAddress> metricsPrometheus() {
    return get(Options.METRICS_PROMETHEUS);
  }

  /** True when Prometheus may be served on other addresses than the loopback ones. */
  public boolean metricsAllowRemote() {
    return get(Options.METRICS_ALLOW_REMOTE);
  }

  /** The OTLP endpoint, http or https; empty: none. */
  public Optional<URI> metricsOtlp() {
    return get(Options.METRICS_OTLP);
  }

  /** Time between two exports to the OTLP endpoint; at least 1 s. */
  public Duration metricsInterval() {
    return get(Options.METRICS_INTERVAL);
  }

  /** True when meters also go to the application's own Micrometer, should it have one. */
  public boolean metricsApplication() {
    return get(Options.METRICS_APPLICATION);
  }

  public AlertLog log() {
    return get(Options.LOG);
  }

  /** True when alerts go to the Windows event log. */
  public boolean alertsEventLog() {
    return get(Options.ALERTS_EVENT_LOG);
  }

  /**
   * Where alerts are posted in the format of Alertmanager's API v2, http or https; empty: nowhere.
   */
  public Optional<URI> alertsWebhook() {
    return get(Options.ALERTS_WEBHOOK);
  }

  /** Field names of findings.jsonl. */
  public FindingsFormat findingsFormat() {
    return get(Options.FINDINGS_FORMAT);
  }

  public Jmx jmx() {
    return get(Options.JMX);
  }

  /** Share of one core, from 0 to 1, above which the agent stops recording; empty: no bound. */
  public OptionalDouble overheadMax() {
    return get(Options.OVERHEAD_MAX);
  }

  /** How long a release may take before it counts as stalled; at least 1 ms. */
  public Duration releaseStall() {
    return get(Options.RELEASE_STALL);
  }

  public TaskTracking threadsTasks() {
    return get(Options.THREADS_TASKS);
  }

  /** Time between two sweeps of native threads; zero: none. */
  public Duration sweepInterval() {
    return get(Options.SWEEP_INTERVAL);
  }

  /** File names, in lower case, of the libraries whose threads are MAPI's or RPC's own. */
  public List<String> sweepModules() {
    return get(Options.SWEEP_MODULES);
  }

  /** Time between two lines of {@code samples.jsonl}, at least 1 s; zero: no such file. */
  public Duration samplesInterval() {
    return get(Options.SAMPLES_INTERVAL);
  }

  /** The transport the user named; empty: to be found out. */
  public Optional<Transport> transport() {
    return get(Options.TRANSPORT);
  }

  /** The file of suppressions; empty: none. */
  public Optional<Path> suppressions() {
    return get(Options.SUPPRESSIONS);
  }

  /** True when the lists that libraries of the application bring along suppress findings too. */
  public boolean librarySuppressions() {
    return get(Options.LIBRARY_SUPPRESSIONS);
  }

  /** The entry points users declared, in their order. */
  public List<EntryPointDefinition> entryPoints() {
    return get(Options.ENTRY_POINTS);
  }

  /** Every effective value with its source, in a fixed order. */
  public List<Setting> settings() {
    return settings;
  }

  /** The settings as a table, one {@code key = value (source)} a line. */
  public String explain() {
    int keys = 0;
    int texts = 0;
    for (Setting setting : settings) {
      keys = Math.max(keys, setting.key().length());
      texts = Math.max(texts, Math.min(40, setting.value().length()));
    }
    StringBuilder text = new StringBuilder();
    String format = "%-" + keys + "s = %-" + texts + "s  (%s)%n";
    for (Setting setting : settings) {
      text.append(
          String.format(Locale.ROOT, format, setting.key(), setting.value(), setting.source()));
    }
    return text.toString();
  }

  @SuppressWarnings("unchecked") // the loader stores what the option's own reader returned
  private <T> T get(Option<T> option) {
    return (T) values.get(option);
  }
}
