package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

  @TempDir Path dir;

  @Test
  void requiredRulesAndNothingElse_isOk() throws Exception {
    found("release-stalled critical", "impersonated-logon medium");

    assertThat(verdict(Expectation.of("release-stalled", "impersonated-logon")).isOk()).isTrue();
  }

  @Test
  void missingRule_isNamed() throws Exception {
    found("impersonated-logon medium");

    assertThat(verdict(Expectation.of("release-stalled", "impersonated-logon")).problems())
        .containsExactly("missing release-stalled");
  }

  @Test
  void otherRuleUpToMedium_isTolerated() throws Exception {
    found("known-defective-mapi medium");

    assertThat(verdict(Expectation.of()).isOk()).isTrue();
  }

  @Test
  void otherRuleAboveMedium_isUnexpected() throws Exception {
    found("session-crosses-identities high");

    assertThat(verdict(Expectation.of()).problems())
        .containsExactly("unexpected session-crosses-identities (high)");
  }

  @Test
  void toleratedRuleAboveMedium_isOk() throws Exception {
    found("native-worker-in-process-identity high");

    Expectation expectation = Expectation.of().tolerating("native-worker-in-process-identity");

    assertThat(verdict(expectation).isOk()).isTrue();
  }

  @Test
  void forbiddenRuleUpToMedium_isUnexpected() throws Exception {
    found("notifications-not-disabled medium");

    Expectation expectation = Expectation.of().without("notifications-not-disabled");

    assertThat(verdict(expectation).problems())
        .containsExactly("unexpected notifications-not-disabled (medium)");
  }

  @Test
  void cleanScenario_allowsNotEvenTheLowestFinding() throws Exception {
    found("transport-of-process-user low");

    assertThat(verdict(Expectation.CLEAN).isOk()).isFalse();
  }

  @Test
  void cleanScenarioWithoutRunFolder_isNoProofOfAnything() throws Exception {
    assertThat(verdict(Expectation.CLEAN).problems())
        .containsExactly("the agent left no run folder");
  }

  @Test
  void ruleOfReplay_isLookedForInReplayOnly() throws Exception {
    found("windows-session-split medium");

    Expectation expectation = Expectation.of().inReplay("windows-session-split");

    assertThat(verdict(expectation).problems())
        .containsExactly("missing in replay: windows-session-split");
    assertThat(Verdict.of(expectation, Findings.in(dir), Findings.in(dir)).isOk()).isTrue();
  }

  private Verdict verdict(Expectation expectation) throws Exception {
    return Verdict.of(expectation, Findings.in(dir), Findings.NONE);
  }

  /** Leaves a run folder as the agent does. */
  private void found(String... ruleAndSeverity) throws Exception {
    Path run = Files.createDirectories(dir.resolve("1-20260101T000000Z"));
    Files.createFile(run.resolve("run.json"));
    StringBuilder lines = new StringBuilder();
    for (String finding : ruleAndSeverity) {
      String[] parts = finding.split(" ", -1);
      lines.append("{\"rule\":\"").append(parts[0]);
      lines.append("\",\"severity\":\"").append(parts[1]).append("\"}\n");
    }
    Files.write(run.resolve("findings.jsonl"), lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
