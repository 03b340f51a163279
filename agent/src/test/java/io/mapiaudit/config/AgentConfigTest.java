package io.mapiaudit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapiaudit.model.Setting;
import io.mapiaudit.model.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest extends ConfigTestBase {

  @Test
  void defaults_areThoseOfTheContract() throws Exception {
    AgentConfig config = load(null);

    assertThat(config.enabled()).isTrue();
    assertThat(config.dir()).isEmpty();
    assertThat(config.journalMaxSize()).isEqualTo(256L * 1024 * 1024);
    assertThat(config.identityRedact()).isEqualTo(Redaction.NONE);
    assertThat(config.identityLibrary()).isEqualTo("advapi32");
    assertThat(config.metricsPrometheus()).isEmpty();
    assertThat(config.metricsOtlp()).isEmpty();
    assertThat(config.metricsApplication()).isTrue();
    assertThat(config.log()).isEqualTo(AlertLog.AUTO);
    assertThat(config.releaseStall()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.threadsTasks()).isEqualTo(TaskTracking.TRACKED);
    assertThat(config.sweepInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.sweepModules()).contains("exmapi32.dll", "rpcrt4.dll").hasSize(7);
    assertThat(config.transport()).isEmpty();
    assertThat(config.suppressions()).isEmpty();
    assertThat(config.entryPoints()).isEmpty();
    assertThat(config.recording()).isTrue();
    assertThat(config.identitySalt()).isEmpty();
    assertThat(config.metricsAllowRemote()).isFalse();
    assertThat(config.metricsInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.runsKeep()).isEqualTo(20);
    assertThat(config.alertsEventLog()).isFalse();
    assertThat(config.alertsWebhook()).isEmpty();
    assertThat(config.findingsFormat()).isEqualTo(FindingsFormat.NATIVE);
    assertThat(config.jmx()).isEqualTo(Jmx.AUTO);
    assertThat(config.overheadMax()).hasValue(0.05);
    assertThat(config.settings()).extracting(Setting::source).containsOnly("default");
  }

  @Test
  void librariesOfTheSweep_canBeAText() throws Exception {
    assertThat(load("sweep.modules=MyMapi.dll,,rpcrt4").sweepModules())
        .containsExactly("mymapi.dll", "rpcrt4.dll");
  }

  @Test
  void librariesOfTheSweep_canBeAList() throws Exception {
    Files.write(
        folder.resolve("mapi-audit.conf"),
        "mapi.audit.sweep.modules = [olmapi32, \"x.ocx\"]".getBytes(StandardCharsets.UTF_8));
    assertThat(load().sweepModules()).containsExactly("olmapi32.dll", "x.ocx");
  }

  @Test
  void shippedFile_saysTheDefaults() throws Exception {
    List<String> defaults = withoutSource(load(null));
    try (InputStream shipped = AgentConfig.class.getResourceAsStream("/mapi-audit.conf")) {
      Files.copy(shipped, folder.resolve("mapi-audit.conf"));
    }

    AgentConfig config = load();

    assertThat(withoutSource(config)).isEqualTo(defaults);
    assertThat(config.settings())
        .filteredOn(setting -> !setting.key().equals("config"))
        .as("every key is in the shipped file")
        .allMatch(setting -> setting.source().matches(".*mapi-audit\\.conf:\\d+"));
  }

  @Test
  void eachSource_winsOverTheNext() throws Exception {
    file("mapi.audit.release.stall = 4 s");
    assertThat(load().releaseStall()).isEqualTo(Duration.ofSeconds(4));
    assertThat(source(load(), "release.stall")).isEqualTo(folder.resolve("mapi-audit.conf") + ":1");

    environment.put("MAPI_AUDIT_RELEASE_STALL", "3 s");
    assertThat(load().releaseStall()).isEqualTo(Duration.ofSeconds(3));
    assertThat(source(load(), "release.stall")).isEqualTo("environment variable");

    properties.put("mapi.audit.release.stall", "2 s");
    assertThat(load().releaseStall()).isEqualTo(Duration.ofSeconds(2));
    assertThat(source(load(), "release.stall")).isEqualTo("system property");

    arguments = "release.stall=1 s";
    assertThat(load().releaseStall()).isEqualTo(Duration.ofSeconds(1));
    assertThat(source(load(), "release.stall")).isEqualTo("agent argument");
  }

  @Test
  void everyValue_isReadFromAFile() throws Exception {
    file(
        "mapi.audit {",
        "  enabled = off",
        "  dir = \"C:/audit\"",
        "  journal.max-size = 1 GiB",
        "  identity { redact = hash, library = libstandin.so }",
        "  metrics { prometheus = \"0.0.0.0:9464\", otlp = \"https://otel:4318/v1/metrics\" }",
        "  metrics.application = off",
        "  log = agent",
        "  threads.tasks = all",
        "  sweep.interval = 0",
        "  transport = mapi-http",
        "  suppressions = suppressions.txt",
        "  recording = off",
        "  identity.salt = salt",
        "  metrics { allow-remote = true, interval = 10 s }",
        "  alerts { event-log = on, webhook = \"http://alerts:9093/api/v2/alerts\" }",
        "  findings.format = ecs",
        "  runs.keep = 0",
        "  jmx = on",
        "  overhead.max = \"0.5 %\"",
        "}");

    AgentConfig config = load();

    assertThat(config.enabled()).isFalse();
    assertThat(config.dir()).contains(Paths.get("C:/audit"));
    assertThat(config.journalMaxSize()).isEqualTo(1L << 30);
    assertThat(config.identityRedact()).isEqualTo(Redaction.HASH);
    assertThat(config.identityLibrary()).isEqualTo("libstandin.so");
    assertThat(config.metricsPrometheus())
        .contains(InetSocketAddress.createUnresolved("0.0.0.0", 9464));
    assertThat(config.metricsOtlp()).contains(URI.create("https://otel:4318/v1/metrics"));
    assertThat(config.metricsApplication()).isFalse();
    assertThat(config.log()).isEqualTo(AlertLog.AGENT);
    assertThat(config.threadsTasks()).isEqualTo(TaskTracking.ALL);
    assertThat(config.sweepInterval()).isEqualTo(Duration.ZERO);
    assertThat(config.transport()).contains(Transport.MAPI_HTTP);
    assertThat(config.suppressions()).contains(Paths.get("suppressions.txt"));
    assertThat(config.recording()).isFalse();
    assertThat(config.identitySalt()).contains(Paths.get("salt"));
    assertThat(config.metricsAllowRemote()).isTrue();
    assertThat(config.metricsInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.alertsEventLog()).isTrue();
    assertThat(config.alertsWebhook()).contains(URI.create("http://alerts:9093/api/v2/alerts"));
    assertThat(config.findingsFormat()).isEqualTo(FindingsFormat.ECS);
    assertThat(config.runsKeep()).isZero();
    assertThat(config.jmx()).isEqualTo(Jmx.ON);
    assertThat(config.overheadMax()).hasValue(0.005);
  }

  @Test
  void configKey_namesTheFile() throws Exception {
    Path other = folder.resolve("other.conf");
    Files.write(other, "mapi.audit.log = off".getBytes(StandardCharsets.UTF_8));
    file("mapi.audit.log = agent");

    AgentConfig config = load("config=other.conf");

    assertThat(config.log()).isEqualTo(AlertLog.OFF);
    assertThat(setting(config, "config").toString())
        .isEqualTo("config = " + other + " (agent argument)");
    arguments = null;
    environment.put("MAPI_AUDIT_CONFIG", other.toString());
    assertThat(load().log()).isEqualTo(AlertLog.OFF);
  }

  @Test
  void portAlone_meansTheLoopbackAddress() throws Exception {
    assertThat(load("metrics.prometheus=9464").metricsPrometheus())
        .contains(InetSocketAddress.createUnresolved("127.0.0.1", 9464));
    assertThat(load("metrics.prometheus=:9464").metricsPrometheus())
        .contains(InetSocketAddress.createUnresolved("127.0.0.1", 9464));
    assertThat(load("metrics.prometheus=[::1]:9464").metricsPrometheus())
        .contains(InetSocketAddress.createUnresolved("::1", 9464));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "all", "1.5", "100001", "99999999999"})
  void numberOfRunsThatIsNone_isAProblemThatNamesTheKeyAndTheFix(String number) {
    assertThatThrownBy(() -> load("runs.keep=" + number))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("runs.keep")
        .hasMessageContaining("'" + number + "' is no whole number from 0 to 100000");
  }

  @Test
  void overriddenBadValue_isNoProblem() throws Exception {
    file("mapi.audit.release.stall = soon");

    assertThat(load("release.stall=5s").releaseStall()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void explain_showsEveryKeyWithValueAndSource() throws IOException, ConfigurationError {
    properties.put("mapi.audit.log", "agent");

    String text = load("sweep.interval=1 s").explain();

    assertThat(text.split("\\R")).hasSize(Options.all().size());
    assertThat(text)
        .containsPattern("(?m)^log +  *= agent +\\(system property\\)$")
        .containsPattern("(?m)^sweep\\.interval +  *= 1 s +\\(agent argument\\)$")
        .containsPattern("(?m)^journal\\.max-size +  *= 256 MiB +\\(default\\)$");
  }

  private static List<String> withoutSource(AgentConfig config) {
    return config.settings().stream()
        .filter(setting -> !setting.key().equals("config"))
        .map(setting -> setting.key() + " = " + setting.value())
        .collect(Collectors.toList());
  }
}
