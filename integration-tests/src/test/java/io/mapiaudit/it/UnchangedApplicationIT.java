package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the application prints, last-error values included, is what it prints without the agent. */
class UnchangedApplicationIT {

  static Stream<Arguments> programs() {
    List<String> scenarios = List.of("service-account", "async-notifications");
    List<String> bridges = List.of("jna", "jna-direct", "com", "jni");
    return Jvms.all()
        .flatMap(
            jvm ->
                scenarios.stream()
                    .flatMap(
                        scenario -> bridges.stream().map(b -> Arguments.of(jvm, scenario, b))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("programs")
  void output_is_the_same_with_and_without_the_agent(Jvm jvm, String scenario, String bridge)
      throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, scenario, "unchanged-" + bridge, bridge);

    Jvm.Outcome without = run.withoutAgent();
    Jvm.Outcome with = run.withAgent();

    assertThat(without.out()).as("what the program sees of its last error").contains("last error");
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err()).isEqualTo(without.err());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    List<String> recorded = RecordedCalls.in(run.runFolder()).entryPoints();
    // What ends something takes no arguments, what begins it does.
    assertThat(ofKind("uninitialize", recorded)).hasSameSizeAs(ofKind("initialize", recorded));
    assertThat(ofKind("initialize", recorded)).isNotEmpty();
    assertThat(ofKind("revert", recorded)).hasSameSizeAs(ofKind("impersonate", recorded));
    if (bridge.equals("com")) {
      // JNA calls a COM method by Function.invoke, which is audited too: it must not count twice.
      assertThat(recorded)
          .filteredOn(entryPoint -> entryPoint.contains("::"))
          .isNotEmpty()
          .allMatch(entryPoint -> entryPoint.contains(" jna-com "));
    }
  }

  private static List<String> ofKind(String kind, List<String> entryPoints) {
    return entryPoints.stream().filter(entryPoint -> entryPoint.startsWith(kind + " ")).toList();
  }
}
