package io.mapiaudit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

class ImpersonationAuditExtensionTest {

  private final FakeAgent agent = new FakeAgent();

  /** Message of the failure by test or class, "" for those that passed. */
  private final Map<String, String> results = new TreeMap<>();

  @BeforeEach
  void useTheFake() {
    FakeAgent.current = agent;
    Auditor.use(new Auditor(new AgentLink(agent)));
  }

  @AfterEach
  void useNone() {
    Auditor.use(null);
  }

  private void run(Class<?> tests, String... parameters) {
    EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests));
    for (int i = 0; i < parameters.length; i += 2) {
      kit.configurationParameter(parameters[i], parameters[i + 1]);
    }
    kit.execute().allEvents().stream()
        .filter(event -> event.getType() == EventType.FINISHED)
        .forEach(this::note);
  }

  private void note(Event event) {
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    String name = event.getTestDescriptor().getDisplayName().replaceAll("\\(.*", "");
    results.put(
        name,
        result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
            ? ""
            : result.getThrowable().map(Throwable::getMessage).orElse("?"));
  }

  @Test
  void eachTest_passesOrFailsAsItsAnnotationsSay() {
    run(Examples.Audited.class);

    assertThat(results)
        .containsEntry("clean", "")
        .containsEntry("high", "mapi-audit: a finding\n\nALERT bad")
        .containsEntry("medium", "")
        .containsEntry("mediumWhereLowFails", "mapi-audit: a finding\n\nALERT bad")
        .containsEntry("criticalWhereNothingFails", "")
        .containsEntry("accepted", "")
        .containsEntry("expected", "")
        .containsEntry(
            "oneOfTwoExpected", "mapi-audit: worse was expected and not found; found: bad")
        .containsEntry("expectedAndAnother", "mapi-audit: a finding\n\nALERT worse")
        .containsEntry("failsByItself", "by itself")
        .containsEntry("canary", "")
        .containsEntry("deafCanary", "mapi-audit: bad was expected and not found; found: bad")
        .containsEntry("asksInBetween", "mapi-audit: a finding\n\nALERT bad")
        .containsEntry("Examples$Audited", "");
  }

  @Test
  void key_saysWhatFailsWhereNoAnnotationDoes() {
    run(Examples.Audited.class, "mapi.audit.junit.fail-on", "medium");

    assertThat(results.get("medium")).contains("ALERT bad");
    assertThat(results).containsEntry("criticalWhereNothingFails", "");
  }

  @Test
  void expectation_auditsItsTestAlone() {
    run(Examples.Single.class);

    assertThat(results).containsEntry("expected", "").containsEntry("unaudited", "");
    assertThat(agent.asked).containsExactly("test expected()", "end expected()");
  }

  @Test
  void whatComesUpAfterTheEndOfATest_failsItsClass() {
    agent.lateInClass = true;

    run(Examples.Audited.class);

    assertThat(results).containsEntry("clean", "");
    assertThat(results.get("Examples$Audited")).contains("ALERT late");
  }

  @Test
  void testThatIsNotAuditedToItsEnd_fails() {
    agent.recording = false;
    run(Examples.Audited.class);
    assertThat(results.get("clean")).contains("recording is off (overhead)");

    agent.isBehind = true;
    run(Examples.Audited.class, "mapi.audit.junit.wait", "1 s");
    assertThat(results.get("clean")).contains("was not judged within 1000 ms");
  }

  @Test
  void severityThatDoesNotExist_isNamedWithItsFix() {
    run(Examples.BadSeverity.class);

    assertThat(results.get("clean"))
        .contains("'hihg' is no severity. Fix: write low, medium, high, critical or none");
  }

  @Test
  void plainTests_areAuditedWhenTheSuiteIs_andNotOtherwise() {
    String detection = "junit.jupiter.extensions.autodetection.enabled";
    run(Examples.Plain.class, detection, "true");
    assertThat(results).containsEntry("high", "").containsEntry("clean", "");
    assertThat(agent.asked).isEmpty();

    run(Examples.Plain.class, detection, "true", "mapi.audit.junit.suite", "on");
    assertThat(results.get("high")).contains("ALERT bad");
    assertThat(results).containsEntry("clean", "");
  }

  @Test
  void annotationsWin_whenTheSuiteIsAuditedToo() {
    run(
        Examples.Audited.class,
        "junit.jupiter.extensions.autodetection.enabled",
        "true",
        "mapi.audit.junit.suite",
        "on");

    assertThat(results)
        .containsEntry("criticalWhereNothingFails", "")
        .containsEntry("expected", "");
    assertThat(agent.asked.stream().filter("test clean()"::equals)).hasSize(1);
  }

  @Test
  void withoutAnAgent_testsFailOrAreSkipped_andSayWhy() {
    Auditor.use(null);
    String nowhere = "no-such-agent.jar";

    run(Examples.Audited.class, "mapi.audit.junit.agent", nowhere);
    assertThat(results.get("Examples$Audited"))
        .contains("this test cannot be audited: the agent's jar is not to be had")
        .contains("mapi.audit.junit.unavailable=skip");

    run(
        Examples.Audited.class,
        "mapi.audit.junit.agent",
        nowhere,
        "mapi.audit.junit.unavailable",
        "skip");
    assertThat(results.get("Examples$Audited")).doesNotContain("To skip such tests");
  }

  @Test
  void assertionOutsideOfATest_saysWhereItBelongs() {
    assertThatThrownBy(ImpersonationAudits::assertNoFindings)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no audited test runs on this thread");
  }
}
