package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo's own table: every scenario gives the findings that are expected of it and none else
 * above medium, on every JVM.
 */
class DemoTableIT {

  static Stream<Jvm> jvms() {
    return Jvms.all();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void every_scenario_is_judged_as_expected(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path out = Project.output(jvm.name() + "/table");
    List<String> arguments = new ArrayList<>(List.of("-jar", jvm.path(Project.demoJar()), "run"));
    arguments.addAll(List.of("--agent", jvm.path(Project.agentJar()), "--out", jvm.path(out)));

    Jvm.Outcome outcome = jvm.run(arguments, Map.of());

    System.out.println(jvm + "\n" + outcome.out());
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.out()).contains("fast-fail", "ended-abruptly-while-impersonating");
  }
}
