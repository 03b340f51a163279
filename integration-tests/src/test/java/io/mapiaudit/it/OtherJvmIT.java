package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main findings on the Java versions that the machine and the lab may have beside the first.
 */
class OtherJvmIT {

  static Stream<Arguments> jvmsAndBridges() {
    return Stream.<Jvm>of(
            LinuxJvm.ofVersion(8),
            LinuxJvm.ofVersion(25),
            new WindowsJvm("9"),
            new WindowsJvm("21"),
            new WindowsJvm("25"))
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
    assertThat(run.findings("registration-lost")).hasSize(1);
    CrossingTable.seen(jvm, bridge, CrossingTable.Start.PREMAIN);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jvmsAndBridges")
  void service_account_is_clean(Jvm jvm, String bridge) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, "service-account", bridge);

    Jvm.Outcome outcome = run.withAgent();

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings()).isEmpty();
  }
}
