package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that reaches MAPI by the foreign function interface of Java 22 and newer. */
class ForeignLinkerIT {

  private static final LinuxJvm JDK = LinuxJvm.ofVersion(25);

  private static Path mail;
  private static Path exact;

  @BeforeAll
  static void compile() throws Exception {
    Jvms.assumeUsable(JDK);
    mail = Program.compiled(JDK.home(), "FfmMail", List.of(), "--release", "22");
    exact = Program.compiled(JDK.home(), "FfmExact", List.of(), "--release", "22");
  }

  static Stream<Jvm> jvms() {
    return Stream.<Jvm>of(JDK, new WindowsJvm("25"));
  }

  static Stream<Arguments> ways() {
    return jvms()
        .flatMap(
            jvm ->
                Stream.of("bound", "unbound")
                    .flatMap(
                        handles ->
                            Stream.of("callback", "sink")
                                .map(sink -> Arguments.of(jvm, handles, sink))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("ways")
  void async_notification_is_found(Jvm jvm, String handles, String sink) throws Exception {
    Program run = run(jvm, "async", handles, sink);

    assertThat(run.rulesAboveMedium())
        .containsExactlyInAnyOrder("async-notification-in-process-identity", "registration-lost");
    JsonNode finding = run.findings("async-notification-in-process-identity").get(0);
    assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
    assertThat(finding.at("/thread/attached").asBoolean()).isTrue();
    assertThat(finding.at("/operation/bridge").asText()).isEqualTo("ffm");
    assertThat(finding.at("/operation/name").asText()).isEqualTo("FfmMail.onNewMail");
    assertThat(finding.at("/stack/0").asText()).startsWith("FfmMail.onNewMail(");
    assertThat(finding.get("stack").toString()).contains("FfmMail.stub(");
    assertThat(finding.get("logonStack").toString()).contains("FfmMail.logon(");
    assertThat(finding.get("originStack").toString()).contains("FfmMail.impersonate(");
    assertThat(run.findings("registration-lost").get(0).at("/operation/name").asText())
        .isEqualTo("IMsgStore::OpenEntry");
    CrossingTable.seen(jvm, "ffm", CrossingTable.Start.PREMAIN);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("ways")
  void service_account_is_clean(Jvm jvm, String handles, String sink) throws Exception {
    assertThat(run(jvm, "service-account", handles, sink).findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void two_users_are_found(Jvm jvm) throws Exception {
    assertThat(run(jvm, "two-users", "bound", "callback").rulesAboveMedium())
        .containsExactly("multiple-user-contexts");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void handles_and_stubs_behave_as_without_the_agent(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Program run =
        new Program(jvm, exact, "FfmExact", "exact")
            .jvmOption("--enable-native-access=ALL-UNNAMED");

    String library = jvm.path(jvm.standIn());
    String without = run.unaudited(library).out();

    assertThat(without)
        .contains("type: (MemorySegment)int", "captured error: 6", "through a stub: 42");
    assertThat(run.audited(library).out()).isEqualTo(without);
    assertThat(run.agentLog()).doesNotContain("kept from the application");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void an_agent_that_is_attached_audits_what_is_linked_from_then_on(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    List<String> arguments = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
    arguments.addAll(List.of("-cp", jvm.path(mail), "FfmMail", jvm.path(jvm.standIn()), "serve"));
    List<String> settings = List.of("transport=rpc-http");
    try (ServedDemo program = ServedDemo.start(jvm, "FfmMail-served", arguments, settings)) {
      List<String> alone = program.play("async bound callback");
      Jvm.Outcome attached = program.attach();
      assertThat(attached.exitCode()).as(attached.toString()).isZero();

      assertThat(program.play("async bound callback")).isEqualTo(alone);

      Jvm.Outcome detached = program.command("detach");
      assertThat(program.play("async bound callback")).isEqualTo(alone);
      Path run = program.runFolders().get(0);
      assertThat(ServedDemo.rules(run))
          .as(detached.toString())
          .contains("async-notification-in-process-identity", "registration-lost");
      assertThat(ServedDemo.findings(run))
          .filteredOn(finding -> finding.get("rule").asText().startsWith("async-notification"))
          .allSatisfy(
              finding -> assertThat(finding.at("/session/bridge").asText()).isEqualTo("ffm"));
      CrossingTable.seen(jvm, "ffm", CrossingTable.Start.ATTACH);
      assertThat(program.end()).isZero();
    }
  }

  private static Program run(Jvm jvm, String scenario, String handles, String sink)
      throws Exception {
    Jvms.assumeUsable(jvm);
    Program run =
        new Program(jvm, mail, "FfmMail", scenario + "-" + handles + "-" + sink)
            .jvmOption("--enable-native-access=ALL-UNNAMED");
    run.audited(jvm.path(jvm.standIn()), scenario, handles, sink);
    assertThat(run.agentLog()).doesNotContain("kept from the application");
    assertThat(run.problems()).isEmpty();
    return run;
  }
}
