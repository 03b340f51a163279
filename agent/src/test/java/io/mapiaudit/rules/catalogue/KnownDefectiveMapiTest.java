package io.mapiaudit.rules.catalogue;

import static io.mapiaudit.model.event.EnvironmentObserved.MAPI_HTTP_DISABLED;
import static io.mapiaudit.model.event.EnvironmentObserved.MODULE_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mapiaudit.model.Finding;
import io.mapiaudit.model.Severity;
import io.mapiaudit.rules.Negative;
import io.mapiaudit.rules.Positive;
import io.mapiaudit.rules.Scenario;
import io.mapiaudit.rules.ScenarioProcess;

class KnownDefectiveMapiTest {

  private static final String RULE = "known-defective-mapi";

  private final Scenario scenario = new Scenario();
  private final ScenarioProcess process = scenario.process();

  @Positive
  void buildThatTheSourcesName_isMediumWithEveryDefectAndItsFix() {
    process.observed(MODULE_VERSION + "exmapi32.dll", "6.5.6944.0");
    Finding finding = scenario.only(RULE);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.stack().frames()).containsExactly("exmapi32.dll");
    assertThat(finding.message())
        .contains("exmapi32.dll of version 6.5.6944.0", "(source 003)", "(source 001)")
        .contains("install MAPICDO 6.5.8244 or newer");
  }

  @Positive
  void eachLibrary_isToldOnce() {
    process.observed(MODULE_VERSION + "exmapi32.dll", "6.5.6944.0");
    process.observed(MODULE_VERSION + "mapi32.dll", "6.5.6944.0");
    process.observed(MAPI_HTTP_DISABLED + "S-1-5-18", "1");
    assertThat(scenario.findings(RULE)).hasSize(2);
    assertThat(scenario.findings(RULE)).allMatch(finding -> finding.count() == 1);
  }

  @Negative
  void buildThatNoSourceNames_isNotJudged() {
    process.observed(MODULE_VERSION + "olmapi32.dll", "16.0.17000.1000");
    process.observed(MODULE_VERSION + "mapi32.dll", "10.0.19041.1");
    assertThat(scenario.findings()).isEmpty();
  }

  @Negative
  void versionThatIsNotKnown_isNotJudged() {
    process.observed(MODULE_VERSION + "exmapi32.dll", "unknown");
    process.observed(MODULE_VERSION + "exmapi32.dll", "6.5.99999.0");
    assertThat(scenario.findings()).isEmpty();
  }
}
