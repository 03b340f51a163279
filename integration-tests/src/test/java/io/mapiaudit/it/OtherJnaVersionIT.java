package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that brings another version of JNA than the agent's own, which is the newest and
 * the demo's. 4.1 is the last that calls functions by a method with three parameters; up to 4.2 the
 * class of callback references is not public.
 */
class OtherJnaVersionIT {

  private static final List<String> VERSIONS =
      List.of("4.1.0", "4.2.0", "4.5.2", "5.6.0", "5.14.0");

  static Stream<Arguments> programs() {
    return Jvms.all().flatMap(jvm -> jvm.isWindows() ? onWindows(jvm) : onLinux(jvm));
  }

  private static Stream<Arguments> onLinux(Jvm jvm) {
    List<String> bridges = List.of("jna", "com", "jna-direct");
    return VERSIONS.stream()
        .flatMap(version -> bridges.stream().map(b -> Arguments.of(jvm, version, b)));
  }

  /** Few: what differs between the versions is Java. */
  private static Stream<Arguments> onWindows(Jvm jvm) {
    return Stream.of(
        Arguments.of(jvm, "4.1.0", "com"),
        Arguments.of(jvm, "4.1.0", "jna-direct"),
        Arguments.of(jvm, "5.6.0", "jna-direct"));
  }

  @ParameterizedTest(name = "{0}, JNA {1}, {2}")
  @MethodSource("programs")
  void application_is_audited_and_works(Jvm jvm, String version, String bridge) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, "async-notifications", "jna-" + version + "-" + bridge, bridge);

    Jvm.Outcome outcome =
        run.withAgent(
            List.of(
                jvm.path(Project.jna("jna-" + version + ".jar")),
                jvm.path(Project.jna("jna-platform-" + version + ".jar")),
                jvm.path(Project.demoJar())));

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings("async-notification-in-process-identity"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.at("/session/bridge").asText())
                  .isEqualTo(bridge.equals("jna-direct") ? "jna-direct" : "jna");
              assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
              assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
            });
    assertThat(run.agentLog()).doesNotContain("kept from the application");
  }
}
