package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The main finding on the newer Java versions that the lab may have. */
class NewerWindowsJvmIT {

  static Stream<Arguments> jvmsAndBridges() {
    return Stream.of("21", "25")
        .map(WindowsJvm::new)
        .flatMap(
            jvm -> Stream.of("jna", "jna-direct", "com", "jni").map(b -> Arguments.of(jvm, b)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jvmsAndBridges")
  void async_notification_is_found(Jvm jvm, String bridge) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, "async-notifications", bridge);

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings("async-notification-in-process-identity"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
              assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
            });
  }
}
