package io.mapiaudit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SuiteListenerTest {

  private final FakeAgent agent = new FakeAgent();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void useTheFake() {
    FakeAgent.current = agent;
    Auditor.use(new Auditor(new AgentLink(agent)));
  }

  @AfterEach
  void useNone() {
    Auditor.use(null);
  }

  private String run(String suite) throws Exception {
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new SuiteListener(new PrintStream(out, true, "UTF-8")))
                .build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Examples.Plain.class))
                .configurationParameter("mapi.audit.junit.suite", suite)
                .build());
    return out.toString("UTF-8").replace("\r\n", "\n");
  }

  @Test
  void findings_arePrintedWithTheirTest_andWithWhatWouldFailIt() throws Exception {
    assertThat(run("on"))
        .contains("mapi-audit: found in high():\nALERT bad\n")
        .contains("2 tests audited; found beside what failed tests: 1 high. Run folder: runs/1-x")
        .contains("a listener cannot fail tests. Fix: set the JUnit parameter");
    assertThat(agent.asked).contains("test clean()", "end clean()");
  }

  @Test
  void off_itDoesNothing() throws Exception {
    assertThat(run("off")).isEmpty();
    assertThat(agent.asked).isEmpty();
  }

  @Test
  void badValue_isNamed_andNothingIsAudited() throws Exception {
    assertThat(run("yes please"))
        .isEqualTo(
            "mapi-audit: the key mapi.audit.junit.suite: 'yes please' is not known. Fix: write one"
                + " of on, off, true, false\n");
  }
}
