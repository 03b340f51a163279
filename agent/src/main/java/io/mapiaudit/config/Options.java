package io.mapiaudit.config;

import io.mapiaudit.model.Transport;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Every key there is, in the order in which effective values are shown. */
final class Options {

  static final Option<Boolean> ENABLED = new Option<>("enabled", "true", Readers.flag());
  static final Option<Optional<Path>> CONFIG =
      new Option<>("config", "auto", Readers.optional("auto", Readers.path()));
  static final Option<Optional<Path>> DIR =
      new Option<>("dir", "auto", Readers.optional("auto", Readers.path()));
  static final Option<Boolean> RECORDING = new Option<>("recording", "on", Readers.onOff());
  static final Option<Long> JOURNAL_MAX_SIZE =
      new Option<>("journal.max-size", "256 MiB", Readers.size(1 << 20, "1 MiB"));
  static final Option<Integer> RUNS_KEEP = new Option<>("runs.keep", "20", Readers.count(100_000));
  static final Option<Redaction> IDENTITY_REDACT =
      new Option<>("identity.redact", "none", Readers.constants(Redaction.values()));
  static final Option<Optional<Path>> IDENTITY_SALT =
      new Option<>("identity.salt", "auto", Readers.optional("auto", Readers.path()));
  static final Option<String> IDENTITY_LIBRARY =
      new Option<>("identity.library", "advapi32", Readers.name());
  static final Option<Optional<InetSocketAddress>> METRICS_PROMETHEUS =
      new Option<>("metrics.prometheus", "off", Readers.optional("off", Readers.address()));
  static final Option<Boolean> METRICS_ALLOW_REMOTE =
      new Option<>("metrics.allow-remote", "false", Readers.flag());
  static final Option<Optional<URI>> METRICS_OTLP =
      new Option<>(
          "metrics.otlp",
          "off",
          Readers.optional("off", Readers.url("http://localhost:4318/v1/metrics")));
  static final Option<Duration> METRICS_INTERVAL =
      new Option<>(
          "metrics.interval", "60 s", Readers.duration(Duration.ofSeconds(1), "1 s", false));
  static final Option<Boolean> METRICS_APPLICATION =
      new Option<>(
          "metrics.application", "auto", Readers.choice(words("auto", true, "off", false)));
  static final Option<AlertLog> LOG =
      new Option<>("log", "auto", Readers.constants(AlertLog.values()));
  static final Option<Boolean> ALERTS_EVENT_LOG =
      new Option<>("alerts.event-log", "off", Readers.onOff());
  static final Option<Optional<URI>> ALERTS_WEBHOOK =
      new Option<>(
          "alerts.webhook",
          "off",
          Readers.optional("off", Readers.url("http://localhost:9093/api/v2/alerts")));
  static final Option<FindingsFormat> FINDINGS_FORMAT =
      new Option<>("findings.format", "native", Readers.constants(FindingsFormat.values()));
  static final Option<Jmx> JMX = new Option<>("jmx", "auto", Readers.constants(Jmx.values()));
  static final Option<OptionalDouble> OVERHEAD_MAX =
      new Option<>("overhead.max", "5 %", Readers.share());
  static final Option<Duration> RELEASE_STALL =
      new Option<>("release.stall", "30 s", Readers.duration(Duration.ofMillis(1), "1 ms", false));
  static final Option<TaskTracking> THREADS_TASKS =
      new Option<>("threads.tasks", "tracked", Readers.constants(TaskTracking.values()));
  static final Option<Duration> SWEEP_INTERVAL =
      new Option<>(
          "sweep.interval", "10 s", Readers.duration(Duration.ofMillis(100), "100 ms", true));
  static final Option<List<String>> SWEEP_MODULES =
      new Option<>(
          "sweep.modules",
          "mapi32, mapistub, olmapi32, exmapi32, msmapi32, emsmdb32, rpcrt4",
          new NameListReader());
  static final Option<Duration> SAMPLES_INTERVAL =
      new Option<>("samples.interval", "0", Readers.duration(Duration.ofSeconds(1), "1 s", true));
  static final Option<Optional<Transport>> TRANSPORT =
      new Option<>(
          "transport",
          "auto",
          Readers.choice(
              words(
                  "auto",
                  Optional.<Transport>empty(),
                  Transport.RPC_HTTP.label(),
                  Optional.of(Transport.RPC_HTTP),
                  Transport.MAPI_HTTP.label(),
                  Optional.of(Transport.MAPI_HTTP))));
  static final Option<Optional<Path>> SUPPRESSIONS =
      new Option<>("suppressions", "none", Readers.optional("none", Readers.path()));
  static final Option<Boolean> LIBRARY_SUPPRESSIONS =
      new Option<>("library-suppressions", "on", Readers.onOff());

  // What the JUnit support reads itself; here so that it is known, checked and shown.
  static final Option<Boolean> JUNIT_SUITE = new Option<>("junit.suite", "off", Readers.onOff());
  static final Option<String> JUNIT_FAIL_ON =
      new Option<>("junit.fail-on", "high", Readers.severityOrNone());
  static final Option<Optional<Path>> JUNIT_AGENT =
      new Option<>("junit.agent", "auto", Readers.optional("auto", Readers.path()));
  static final Option<Duration> JUNIT_WAIT =
      new Option<>("junit.wait", "30 s", Readers.duration(Duration.ofSeconds(1), "1 s", false));
  static final Option<Boolean> JUNIT_UNAVAILABLE =
      new Option<>("junit.unavailable", "fail", Readers.choice(words("fail", false, "skip", true)));
  static final Option<List<EntryPointDefinition>> ENTRY_POINTS =
      new Option<>("entry-points", "[]", new EntryPointReader());

  private static final List<Option<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Option<?>>asList(
              ENABLED,
              CONFIG,
              DIR,
              RECORDING,
              JOURNAL_MAX_SIZE,
              RUNS_KEEP,
              IDENTITY_REDACT,
              IDENTITY_SALT,
              IDENTITY_LIBRARY,
              METRICS_PROMETHEUS,
              METRICS_ALLOW_REMOTE,
              METRICS_OTLP,
              METRICS_INTERVAL,
              METRICS_APPLICATION,
              LOG,
              ALERTS_EVENT_LOG,
              ALERTS_WEBHOOK,
              FINDINGS_FORMAT,
              JMX,
              OVERHEAD_MAX,
              RELEASE_STALL,
              THREADS_TASKS,
              SWEEP_INTERVAL,
              SWEEP_MODULES,
              SAMPLES_INTERVAL,
              TRANSPORT,
              SUPPRESSIONS,
              LIBRARY_SUPPRESSIONS,
              JUNIT_SUITE,
              JUNIT_FAIL_ON,
              JUNIT_AGENT,
              JUNIT_WAIT,
              JUNIT_UNAVAILABLE,
              ENTRY_POINTS));

  private Options() {}

  static List<Option<?>> all() {
    return ALL;
  }

  static List<String> keys() {
    return ALL.stream().map(Option::key).collect(Collectors.toList());
  }

  private static <T> Map<String, T> words(String word1, T value1, String word2, T value2) {
    Map<String, T> words = new LinkedHashMap<>();
    words.put(word1, value1);
    words.put(word2, value2);
    return words;
  }

  private static <T> Map<String, T> words(
      String word1, T value1, String word2, T value2, String word3, T value3) {
    Map<String, T> words = words(word1, value1, word2, value2);
    words.put(word3, value3);
    return words;
  }
}
