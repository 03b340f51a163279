package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo's scenarios under the agent, with every way of calling MAPI, on every JVM. */
class ScenarioIT {

  private static final Set<String> ABOVE_MEDIUM = Set.of("high", "critical");
  private static final List<String> BRIDGES = List.of("jna", "jna-direct", "com", "jni");

  private static final Set<String> FAR_APART = Set.of("jna", "com", "jni");

  static Stream<Arguments> jvmsAndBridges() {
    return Jvms.all().flatMap(jvm -> BRIDGES.stream().map(bridge -> Arguments.of(jvm, bridge)));
  }

  /**
   * On Windows, where a run takes long, the ways of calling that differ; direct mapping in its main
   * scenarios.
   */
  static Stream<Arguments> someOnWindows() {
    return jvmsAndBridges()
        .filter(run -> !((Jvm) run.get()[0]).isWindows() || FAR_APART.contains(run.get()[1]));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jvmsAndBridges")
  void async_notification_is_told_with_both_identities_and_both_stacks(Jvm jvm, String bridge)
      throws Exception {
    DemoRun run = run(jvm, "async-notifications", bridge);

    assertThat(rulesAboveMedium(run))
        .containsExactlyInAnyOrder("async-notification-in-process-identity", "registration-lost");
    JsonNode finding = run.findings("async-notification-in-process-identity").get(0);
    assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/expected/source").asText()).isEqualTo("thread");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
    assertThat(finding.at("/actual/sid").asText())
        .isEqualTo(finding.at("/process/identity/sid").asText());
    assertThat(finding.at("/thread/attached").asBoolean()).isTrue();
    assertThat(finding.get("stack")).anySatisfy(this::isOfTheDemo);
    assertThat(finding.get("logonStack")).anySatisfy(this::isOfTheDemo);
    assertThat(run.agentLog()).contains("async-notification-in-process-identity");
    CrossingTable.seen(jvm, bridge, CrossingTable.Start.PREMAIN);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jvmsAndBridges")
  void service_account_is_clean(Jvm jvm, String bridge) throws Exception {
    assertThat(run(jvm, "service-account", bridge).findings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void same_user_on_every_thread_has_nothing_above_medium(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "same-user", bridge);

    assertThat(rulesAboveMedium(run)).isEmpty();
    assertThat(run.findings("impersonated-logon")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void disabled_notifications_have_nothing_above_medium(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "async-notifications-disabled", bridge);

    assertThat(rulesAboveMedium(run)).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void two_users_stall_the_release(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "two-users", bridge);

    assertThat(rulesAboveMedium(run)).contains("multiple-user-contexts");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void release_on_another_thread_crosses_identities(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "wrong-thread-release", bridge);

    assertThat(rulesAboveMedium(run)).containsExactly("session-crosses-identities");
    JsonNode finding = run.findings("session-crosses-identities").get(0);
    assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void work_given_to_a_pool_loses_the_identity(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "thread-pool", bridge);

    assertThat(rulesAboveMedium(run)).containsExactly("identity-not-propagated");
    JsonNode finding = run.findings("identity-not-propagated").get(0);
    assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
    assertThat(finding.get("stack")).anySatisfy(this::isOfTheDemo);
    assertThat(finding.get("originStack")).anySatisfy(this::isOfTheDemo);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someOnWindows")
  void a_task_leaves_its_impersonation_behind(Jvm jvm, String bridge) throws Exception {
    DemoRun run = run(jvm, "left-behind", bridge);

    assertThat(rulesAboveMedium(run)).containsExactly("impersonation-left-behind");
    JsonNode finding = run.findings("impersonation-left-behind").get(0);
    assertThat(finding.at("/expected/source").asText()).isEqualTo("process");
    assertThat(finding.at("/actual/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("thread");
    assertThat(finding.get("originStack")).anySatisfy(this::isOfTheDemo);
  }

  private static DemoRun run(Jvm jvm, String scenario, String bridge) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, scenario, bridge);
    Jvm.Outcome outcome = run.withAgent();
    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    return run;
  }

  private static Set<String> rulesAboveMedium(DemoRun run) throws Exception {
    Set<String> rules = new TreeSet<>();
    for (JsonNode finding : run.findings()) {
      if (ABOVE_MEDIUM.contains(finding.get("severity").asText())) {
        rules.add(finding.get("rule").asText());
      }
    }
    return rules;
  }

  private void isOfTheDemo(JsonNode frame) {
    assertThat(frame.asText()).startsWith("io.mapiaudit.demo.");
  }
}
