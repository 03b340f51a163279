package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that are loaded, restricted or started in ways of their own. */
class HostedApplicationIT {

  private static final String SCENARIO = "async-notifications";
  private static final String RULE = "async-notification-in-process-identity";

  static Stream<Jvm> jvms() {
    return Stream.of(LinuxJvm.ofVersion(8), LinuxJvm.own(), LinuxJvm.ofVersion(25));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void class_loaders_that_delegate_java_only_each_with_its_own_JNA(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, SCENARIO, "loaders", "jna");

    Jvm.Outcome outcome =
        run.withAgent(
            List.of(),
            List.of(
                "-cp",
                jvm.path(loaders()),
                "InLoaders",
                "2",
                jvm.path(Project.demoJar()),
                DemoRun.MAIN,
                SCENARIO));

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings(RULE))
        .singleElement()
        .satisfies(finding -> assertThat(finding.get("count").asInt()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jna", "com", "jni"})
  void security_manager_that_lets_the_application_do_little(String bridge) throws Exception {
    Jvm jvm = LinuxJvm.ofVersion(8);
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, SCENARIO, "restricted-" + bridge, bridge);

    Jvm.Outcome outcome =
        run.withAgent(
            List.of(
                "-Djava.security.manager",
                "-Djava.security.policy==" + Project.program("restricted.policy"),
                "-Dmapi.test.agent=" + Project.agentJar(),
                "-Dmapi.test.demo=" + Project.demoJar()),
            run.program(List.of(jvm.path(Project.demoJar()))));

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(run.findings(RULE)).hasSize(1);
    assertThat(run.agentLog()).doesNotContain("kept from the application");
  }

  @Test
  void class_data_sharing_of_the_application_s_classes() throws Exception {
    Jvm jvm = LinuxJvm.own();
    DemoRun run = new DemoRun(jvm, SCENARIO, "shared-classes", "jna");
    Path archive = Files.createTempDirectory("shared-classes").resolve("demo.jsa");
    List<String> program = run.program(List.of(jvm.path(Project.demoJar())));
    List<String> dump = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + archive));
    dump.addAll(program);
    assertThat(jvm.run(dump, Map.of()).exitCode()).isZero();
    assertThat(archive).exists();

    Jvm.Outcome outcome = run.withAgent(List.of("-XX:SharedArchiveFile=" + archive), program);

    assertThat(outcome.exitCode()).as("exit code; %s", outcome).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(run.findings(RULE)).hasSize(1);
  }

  private static Path loaders() throws Exception {
    return Program.compiledForJava8("InLoaders");
  }
}
