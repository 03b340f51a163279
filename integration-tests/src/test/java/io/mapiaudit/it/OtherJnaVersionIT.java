package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that brings another version of JNA than the agent's own. */
class OtherJnaVersionIT {

  static Stream<Arguments> jvmsAndBridges() {
    return Jvms.all().flatMap(jvm -> Stream.of("jna", "com").map(b -> Arguments.of(jvm, b)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jvmsAndBridges")
  void jna_5_6_is_audited_and_works(Jvm jvm, String bridge) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, "async-notifications", "jna-5.6.0-" + bridge, bridge);

    Jvm.Outcome outcome =
        run.withAgent(
            List.of(
                jvm.path(Project.jna("jna-5.6.0.jar")),
                jvm.path(Project.jna("jna-platform-5.6.0.jar")),
                jvm.path(Project.demoJar())));

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings("async-notification-in-process-identity")).isNotEmpty();
  }
}
