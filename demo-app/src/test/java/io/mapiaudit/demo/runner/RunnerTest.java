package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.jna.Platform;
import io.mapiaudit.demo.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the runner with an agent that finds what the test tells it to find. */
class RunnerTest {

  @TempDir Path dir;

  @Test
  void scenarioWithTheExpectedFindings_isOkAndLeavesItsFolder() throws Exception {
    ChildJvm jvm = run("network-errors-only", "");

    assertThat(jvm.exitCode()).isZero();
    assertThat(jvm.output()).containsPattern("network-errors-only +nothing +nothing +ok");
    Path folder = dir.resolve("out").resolve("network-errors-only");
    assertThat(jvm.output()).contains(folder.toString());
    assertThat(folder.resolve("transcript.txt")).content().contains("sales: closed");
    assertThat(Findings.in(folder).runs()).hasSize(1);
    assertThat(Findings.in(folder).runs().get(0).resolve("run.json"))
        .content()
        .contains("config=" + dir.resolve("out").resolve("demo.conf"));
  }

  @Test
  void scenarioWithAnUnexpectedFinding_failsAndSaysWhich() throws Exception {
    ChildJvm jvm =
        run("network-errors-only", "{\"rule\":\"registration-lost\",\"severity\":\"critical\"}");

    assertThat(jvm.exitCode()).isEqualTo(1);
    assertThat(jvm.output())
        .containsPattern("network-errors-only +nothing +registration-lost \\(critical\\) +FAILED")
        .contains("! unexpected registration-lost (critical)");
  }

  @Test
  void scenarioThatDies_isStartedAgainInTheSameFolder() throws Exception {
    ChildJvm jvm =
        run(
            "fast-fail",
            "{\"rule\":\"ended-abruptly-while-impersonating\",\"severity\":\"critical\"}");

    assertThat(jvm.exitCode()).isZero();
    Path folder = dir.resolve("out").resolve("fast-fail");
    assertThat(folder.resolve("transcript.txt"))
        .content()
        .contains("alice: logged on as alice, opens the store")
        .contains("restarted: logged on as the process user");
    assertThat(Findings.in(folder).runs()).hasSize(2);
  }

  @Test
  void scenarioThatGoesOnUntilItIsSeen_isToldSo() throws Exception {
    assumeFalse(Platform.isWindows(), "another finding is expected there");
    ChildJvm jvm =
        run(
            "native-workers",
            "{\"rule\":\"impersonated-logon\",\"severity\":\"medium\"}\n"
                + "{\"rule\":\"notifications-not-disabled\",\"severity\":\"medium\"}\n");

    assertThat(jvm.exitCode()).isZero();
    assertThat(dir.resolve("out").resolve("native-workers").resolve("until.txt")).exists();
  }

  @Test
  void findingsThatCannotBeRead_failTheScenarioAndNotTheRun() throws Exception {
    ChildJvm jvm = run("network-errors-only", "no JSON");

    assertThat(jvm.exitCode()).isEqualTo(1);
    assertThat(jvm.output()).contains("FAILED", "JsonParseException", "network-errors-only\n");
  }

  @Test
  void agentThatIsNotThere_isUsageErrorThatNamesTheOption() {
    assertThatThrownBy(
            () ->
                Runner.main(
                    Arrays.asList("--agent", dir.resolve("absent.jar").toString()), System.out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent.jar")
        .hasMessageContaining("--agent");
  }

  @Test
  void scenarioThatDoesNotExist_isUsageError() {
    assertThatThrownBy(() -> Runner.main(Collections.singletonList("nonsense"), System.out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
  }

  private ChildJvm run(String scenario, String findings) throws Exception {
    Path agent = FakeAgent.jar(dir.resolve("fake-agent.jar"), findings);
    String out = Files.createDirectories(dir.resolve("out")).toString();
    return ChildJvm.run(dir, "run", scenario, "--agent", agent.toString(), "--out", out);
  }
}
