package io.mapiaudit.junit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Audits whole suites, of any test engine, when the key {@code junit.suite} is on; does nothing
 * otherwise. Has the agent loaded before the first test, and prints what was found and in which
 * test. JUnit does not let a listener fail tests; {@link SuiteExtension} does that.
 */
public final class SuiteListener implements TestExecutionListener {

  private final PrintStream out;
  private Settings settings;
  private Auditor auditor;
  private TestPlan plan;
  private final Map<String, Integer> told = new LinkedHashMap<>();
  private int tests;
  private boolean unfailed;

  /** Made by JUnit. */
  public SuiteListener() {
    this(System.err);
  }

  SuiteListener(PrintStream out) {
    this.out = out;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    settings = Settings.of(key -> parameter(started, key));
    if (!isOn()) {
      return;
    }
    plan = started;
    try {
      auditor = Auditor.of(settings);
    } catch (AuditUnavailable reason) {
      say("this suite cannot be audited: " + reason.getMessage());
    }
  }

  private boolean isOn() {
    try {
      return settings.isSuiteOn();
    } catch (IllegalArgumentException badValue) {
      say(badValue.getMessage());
      return false;
    }
  }

  private static Optional<String> parameter(TestPlan started, String key) {
    try {
      return started.getConfigurationParameters().get(key);
    } catch (NoSuchMethodError before18) {
      return Optional.empty();
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (auditor != null) {
      auditor.begin(test.getUniqueId(), test.getParentId().orElse(null), test.isTest());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (auditor == null) {
      return;
    }
    // What an extension has failed the test for is not returned again.
    List<AuditFinding> found = found(test.getUniqueId());
    auditor.end(test.getUniqueId());
    synchronized (this) {
      tests += test.isTest() ? 1 : 0;
      found.forEach(finding -> tell(finding, test.getDisplayName()));
    }
  }

  private List<AuditFinding> found(String id) {
    try {
      return auditor.findings(id, new String[0], /* take= */ true, settings);
    } catch (AssertionError notJudged) {
      say(notJudged.getMessage());
      return new ArrayList<>();
    }
  }

  private void tell(AuditFinding finding, String where) {
    if (finding.suppressed() == null) {
      told.merge(finding.severity(), 1, Integer::sum);
      unfailed |= finding.rank() >= settings.failOn();
      say("found in " + where + ":");
      out.println(finding.text());
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    if (auditor == null || finished != plan) {
      return;
    }
    for (AuditFinding late : found(null)) {
      tell(late, "no test, or after its end");
    }
    List<String> counts = new ArrayList<>();
    told.forEach((severity, count) -> counts.add(count + " " + severity));
    say(
        tests
            + " tests audited; found beside what failed tests: "
            + (counts.isEmpty() ? "nothing" : String.join(", ", counts))
            + ". Run folder: "
            + auditor.folder());
    if (unfailed) {
      say(
          "a listener cannot fail tests. Fix: set the JUnit parameter"
              + " junit.jupiter.extensions.autodetection.enabled=true, which has findings fail"
              + " Jupiter tests; for other engines run replay --fail-on on the run folder");
    }
    auditor = null;
  }

  private void say(String message) {
    out.println("mapi-audit: " + message);
  }
}
