package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JACOB, com4j and jna-platform with their own native libraries, against a COM server of ours. */
class AutomationIT {

  private static final Jvm JVM = new WindowsJvm("11");
  private static final String ALICE = "-1001";

  /** How findings name what the programs call these bridges. */
  private static final Map<String, String> BRIDGES =
      Map.of("jacob", "jacob", "com4j", "com4j", "jna-object-factory", "jna-com");

  private static Path libraries;

  @BeforeAll
  static void prepare() throws Exception {
    Jvms.assumeUsable(JVM);
    libraries = AutomationRun.prepare(JVM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jacob", "com4j", "jna-late", "jna-object-factory", "jna-factory"})
  void service_account_and_foreign_objects_are_clean(String bridge) throws Exception {
    AutomationRun run = new AutomationRun(JVM, libraries, bridge, "service-account");

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    // What the shell answers ends with a blank, over late binding with a zero.
    assertThat(outcome.out().lines().map(line -> line.replace("\0", "").strip()))
        .contains("mails: 1", "mails: 2", "mails: 3")
        .contains("txt", "Windows_NT");
    assertThat(outcome.out().lines().filter(line -> line.startsWith("event")))
        .hasSize(bridge.equals("jna-late") ? 0 : 4);
    assertThat(run.findings()).isEmpty();
  }

  /** What the demo's own binding over JNA gives, too. */
  @ParameterizedTest
  @CsvSource({
    "11, jacob, async-notifications",
    "11, jacob, async-notifications-outlook",
    "11, com4j, async-notifications",
    "11, com4j, async-notifications-cdo",
    "11, jna-object-factory, async-notifications",
    "25, jacob, async-notifications",
    "25, com4j, async-notifications",
    "25, jna-object-factory, async-notifications"
  })
  void async_notification_is_told_as_over_jna(String version, String bridge, String scenario)
      throws Exception {
    Jvm jvm = new WindowsJvm(version);
    Jvms.assumeUsable(jvm);
    AutomationRun run = new AutomationRun(jvm, libraries, bridge, scenario);

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    Set<String> rules = rulesWithSeverity(run);
    if (bridge.equals("com4j")) {
      // The token is set by a call, and stays on the thread that makes the calls.
      rules.remove("impersonation-left-behind high");
    }
    assertThat(rules)
        .containsExactlyInAnyOrder(
            "async-notification-in-process-identity critical",
            "registration-lost critical",
            "impersonated-logon medium",
            "notifications-not-disabled medium");
    JsonNode finding = run.findings("async-notification-in-process-identity").get(0);
    assertThat(finding.at("/expected/sid").asText()).endsWith(ALICE);
    assertThat(finding.at("/expected/source").asText()).isEqualTo("thread");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
    assertThat(finding.at("/actual/sid").asText())
        .isEqualTo(finding.at("/process/identity/sid").asText());
    assertThat(finding.at("/thread/attached").asBoolean()).isTrue();
    assertThat(finding.at("/session/bridge").asText())
        .isEqualTo(bridge.startsWith("jna") ? "jna-com" : bridge);
    assertThat(finding.get("logonStack")).isNotEmpty();
    JsonNode lost = run.findings("registration-lost").get(0);
    assertThat(lost.at("/operation/result").asText()).isEqualTo("0x80040115");
    CrossingTable.seen(jvm, bridge, CrossingTable.Start.PREMAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jacob", "com4j"})
  void two_users_are_told(String bridge) throws Exception {
    AutomationRun run = new AutomationRun(JVM, libraries, bridge, "two-users");

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(rulesWithSeverity(run)).contains("multiple-user-contexts high");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com4j", "jna-factory"})
  void calls_on_a_peer_thread_lose_the_callers_token(String bridge) throws Exception {
    AutomationRun run = new AutomationRun(JVM, libraries, bridge, "hand-over");

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.out()).contains("calls run as the process user");
    JsonNode finding =
        run.findings("identity-not-propagated").stream()
            .filter(each -> each.at("/operation/kind").asText().equals("logon"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.get("severity").asText()).isEqualTo("high");
    assertThat(finding.at("/operation/name").asText()).isEqualTo("MAPI.Session.Logon");
    assertThat(finding.at("/expected/sid").asText()).endsWith(ALICE);
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
    assertThat(finding.at("/thread/name").asText()).containsIgnoringCase("com");
    assertThat(finding.get("message").asText()).contains("\"main\"");
    assertThat(finding.get("stack")).as("the peer's call").isNotEmpty();
    assertThat(finding.get("originStack"))
        .as("where the caller handed it over")
        .anySatisfy(
            frame -> assertThat(frame.asText()).startsWith("io.mapiaudit.automation.Scenarios."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jacob", "com4j"})
  void output_is_the_same_with_and_without_the_agent(String bridge) throws Exception {
    AutomationRun run = new AutomationRun(JVM, libraries, bridge, "async-notifications");

    Jvm.Outcome without = run.withoutAgent();
    Jvm.Outcome with = run.withAgent();

    assertThat(with.out()).isEqualTo(without.out()).contains("mails: 80040115");
    assertThat(with.err()).isEqualTo(without.err());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "25"})
  void an_agent_that_is_attached_audits_them_from_then_on(String version) throws Exception {
    Jvm jvm = new WindowsJvm(version);
    Jvms.assumeUsable(jvm);
    try (ServedDemo program = AutomationRun.served(jvm, libraries)) {
      for (String bridge : BRIDGES.keySet()) {
        List<String> alone = playWith(bridge, program);
        Jvm.Outcome attached = program.attach();
        assertThat(attached.exitCode()).as(attached.toString()).isZero();

        assertThat(playWith(bridge, program)).isEqualTo(alone);

        Jvm.Outcome detached = program.command("detach");
        assertThat(detached.exitCode()).as(detached.toString()).isZero();
        List<Path> runs = program.runFolders();
        Path run = runs.get(runs.size() - 1);
        assertThat(ServedDemo.rules(run))
            .as(bridge)
            .contains(
                "async-notification-in-process-identity",
                "impersonated-logon",
                "notifications-not-disabled",
                "registration-lost");
        assertThat(ServedDemo.findings(run))
            .as(bridge)
            .filteredOn(finding -> finding.get("rule").asText().startsWith("async-notification"))
            .allSatisfy(
                finding -> {
                  assertThat(finding.at("/session/bridge").asText()).isEqualTo(BRIDGES.get(bridge));
                  assertThat(finding.at("/expected/sid").asText()).endsWith(ALICE);
                  assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
                });
        CrossingTable.seen(jvm, bridge, CrossingTable.Start.ATTACH);
      }
      assertThat(program.end()).isZero();
    }
  }

  /** Without the number of mails in the mailbox, which grows with every play. */
  private static List<String> playWith(String bridge, ServedDemo program) throws IOException {
    return program.play(bridge + " async-notifications").stream()
        .map(line -> line.replaceFirst("^mails: \\d{1,3}$", "mails"))
        .toList();
  }

  private static Set<String> rulesWithSeverity(AutomationRun run) throws Exception {
    Set<String> rules = new TreeSet<>();
    for (JsonNode finding : run.findings()) {
      if (!isReleaseOfGarbage(finding)) {
        rules.add(finding.get("rule").asText() + " " + finding.get("severity").asText());
      }
    }
    return rules;
  }

  /**
   * com4j and jna-platform release what is garbage on threads of their own or the collector's,
   * whenever it is found.
   */
  private static boolean isReleaseOfGarbage(JsonNode finding) {
    String stack = finding.get("stack").toString();
    return finding.get("rule").asText().equals("session-crosses-identities")
        && (finding.at("/stack/0").asText().startsWith("com4j.NativePointerPhantomReference.")
            || stack.contains("com.sun.jna.platform.win32.COM.util.ProxyObject.finalize("));
  }
}
