package io.mapiaudit.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.config.AgentConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChecksTest {

  @TempDir Path folder;

  @Test
  void wrongSettings_areProblemsWithTheirFixes() {
    AuditSettings settings = AuditSettings.here("jurnal.max-size=1MiB,release.stall=30");

    assertThat(settings.config()).isEmpty();
    assertThat(lines(settings.checks()))
        .containsExactlyInAnyOrder(
            "problem jurnal.max-size: agent argument: there is no such key. Fix: write"
                + " journal.max-size",
            "problem release.stall: agent argument: '30' has no unit. Fix: write it with its unit,"
                + " as in 30 s");
  }

  @Test
  void unreadableFile_isAProblem() {
    Path file = folder.resolve("gone.conf");

    assertThat(lines(AuditSettings.here("config=" + file).checks()))
        .anyMatch(
            line ->
                line.startsWith("problem config: agent argument: the file " + file + " cannot be")
                    && line.contains("Fix: name a readable HOCON file"));
  }

  @Test
  void whatIsSet_isShownWithItsSource_andSwitchedOffIsAProblem() {
    assertThat(lines(AuditSettings.here("release.stall=60s,enabled=false").checks()))
        .contains("ok release.stall: 60s  (agent argument)")
        .anyMatch(line -> line.startsWith("problem configuration: enabled is false"));
  }

  @Test
  void runDirectory_isTried_andLeftAsItWas() throws Exception {
    Path dir = folder.resolve("deep/runs");

    assertThat(lines(outputs("dir=" + dir)))
        .anyMatch(line -> line.startsWith("ok dir: " + dir + " can be written as this user"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void runDirectoryThatCannotBe_isAProblem() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(lines(outputs("dir=" + file.resolve("runs"))))
        .anyMatch(line -> line.startsWith("problem dir:") && line.contains("Fix: set the key dir"));
  }

  @Test
  void directoryOfAProcessThatDoesNotShow_isNotJudged() throws Exception {
    AgentConfig config =
        AgentConfig.load("", Collections.emptyMap(), Collections.emptyMap(), folder);

    assertThat(lines(OutputChecks.run(config, Optional.empty())))
        .anyMatch(line -> line.startsWith("note dir: mapi-audit in the working directory"));
  }

  @Test
  void diskThatIsTooSmall_isWarnedOf() throws Exception {
    assertThat(lines(outputs("dir=" + folder + ",journal.max-size=8000000 GiB")))
        .anyMatch(line -> line.startsWith("warn disk:") && line.contains("journal.max-size"));
  }

  @Test
  void portThatIsTaken_isWarnedOf_andAFreeOneIsFine() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThat(lines(outputs("metrics.prometheus=127.0.0.1:" + port)))
          .anyMatch(line -> line.startsWith("warn metrics.prometheus: port " + port));
    }
    assertThat(lines(outputs("metrics.prometheus=127.0.0.1:" + port)))
        .anyMatch(line -> line.startsWith("ok metrics.prometheus: port " + port));
  }

  @Test
  void portForEverybody_needsToBeAllowed() throws Exception {
    assertThat(lines(outputs("metrics.prometheus=0.0.0.0:9464")))
        .anyMatch(
            line ->
                line.startsWith("problem metrics.prometheus:")
                    && line.contains("metrics.allow-remote"));
  }

  @Test
  void suppressions_areReadAsTheAgentDoes() throws Exception {
    Path file = folder.resolve("suppressions.txt");
    Files.write(file, "impersonated-logn:a.B | why | who | 2027-01-31\n".getBytes(UTF_8));
    assertThat(lines(outputs("suppressions=" + file)))
        .contains(
            "problem suppressions: "
                + file
                + ":1: there is no rule 'impersonated-logn'. Fix: write impersonated-logon");
    Files.write(file, "impersonated-logon:a.B | why | who | 2027-01-31\n".getBytes(UTF_8));
    assertThat(lines(outputs("suppressions=" + file))).contains("ok suppressions: 1 in " + file);
  }

  @Test
  void hostThatHasNoAddress_isWarnedOf() throws Exception {
    assertThat(lines(outputs("alerts.webhook=http://no-such-host.invalid/alerts")))
        .anyMatch(line -> line.startsWith("warn alerts.webhook: the name no-such-host.invalid"));
  }

  private List<Check> outputs(String arguments) throws Exception {
    AgentConfig config =
        AgentConfig.load(arguments, Collections.emptyMap(), Collections.emptyMap(), folder);
    return OutputChecks.run(config, Optional.of(folder));
  }

  private static List<String> lines(List<Check> checks) {
    return checks.stream().map(Check::toString).collect(Collectors.toList());
  }
}
