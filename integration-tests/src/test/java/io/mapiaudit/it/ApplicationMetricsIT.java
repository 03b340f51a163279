package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's own metrics and log show the audit's, without a change in its code. */
class ApplicationMetricsIT {

  static Stream<Arguments> starts() {
    return Stream.of(
        Arguments.of(LinuxJvm.own(), false), Arguments.of(LinuxJvm.ofVersion(8), true));
  }

  @ParameterizedTest(name = "{0}, attached {1}")
  @MethodSource("starts")
  void spring_boot_shows_them_at_its_own_endpoint(LinuxJvm jvm, boolean attach) throws Exception {
    Jvms.assumeUsable(jvm);
    Path folder = Project.output(jvm.name() + "/spring-metrics");
    List<String> arguments = new ArrayList<>();
    if (!attach) {
      arguments.add("-javaagent:" + Project.agentJar() + "=" + LoadRun.options(jvm, folder));
    }
    arguments.addAll(
        List.of(
            "-Xmx256m",
            "-Dmapi.demo.library=" + jvm.standIn(),
            "-jar",
            Project.springJar().toString(),
            "--server.port=0"));
    try (Running app = Running.start(folder, jvm.command(arguments))) {
      String url = "http://127.0.0.1:" + app.awaitOutput("Tomcat started on port\\(s\\): (\\d+)");
      if (attach) {
        List<String> set = new ArrayList<>();
        for (String option : LoadRun.options(jvm, folder).split(",", -1)) {
          set.addAll(List.of("--set", option));
        }
        assertThat(command(jvm, "attach", app.pid(), set).exitCode()).isZero();
      }
      Running.get(url + "/play/async-notifications");

      String shown =
          app.await(
              () -> Running.get(url + "/actuator/prometheus"),
              text -> text.contains("mapi_audit_call_duration_seconds_count{kind=\"release\""));
      assertThat(shown)
          .contains("jvm_memory_used_bytes")
          .contains("mapi_audit_agent_info{version=\"")
          .contains("mapi_audit_notifications_total{match=\"process\",} 1.0")
          .contains("mapi_audit_call_duration_seconds_count{kind=\"logon\",} 1.0")
          .contains("severity=\"critical\",} 1.0")
          .contains("mapi_audit_journal_bytes ");
      assertThat(command(jvm, "status", app.pid(), List.of()).out())
          .contains("application: 1 registries");
      // Spring Boot's jar has its SLF4J in a class loader of its own.
      app.awaitOutput(
          "(ERROR \\d+ --- .* mapi-audit +: mapi-audit CRITICAL async-notification-in-process-)");

      assertThat(command(jvm, "detach", app.pid(), List.of()).exitCode()).isIn(0, 9);
      assertThat(Running.get(url + "/actuator/prometheus"))
          .contains("jvm_memory_used_bytes")
          .doesNotContain("mapi_audit");
    }
  }

  private static Jvm.Outcome command(Jvm jvm, String name, String pid, List<String> options)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", jvm.path(Project.agentJar()), name, pid));
    arguments.addAll(options);
    return jvm.run(arguments, Map.of());
  }

  static Stream<LinuxJvm> jvms() {
    return Stream.of(LinuxJvm.ofVersion(8), LinuxJvm.own(), LinuxJvm.ofVersion(25));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void several_Micrometers_old_and_new_each_show_them(LinuxJvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path classes = Program.compiledForJava8("MicrometerApps");
    Path folder = Project.output(jvm.name() + "/micrometer-apps");
    Path jars = Project.micrometers();
    List<String> arguments =
        List.of(
            "-javaagent:" + Project.agentJar() + "=" + LoadRun.options(jvm, folder),
            // Reflection's caches go with memory getting short, which may take a minute.
            "-XX:SoftRefLRUPolicyMSPerMB=0",
            "-cp",
            classes.toString(),
            "MicrometerApps",
            jars.resolve("micrometer-core-1.0.0.jar")
                + ":"
                + jars.resolve("HdrHistogram-2.1.10.jar"),
            jars.resolve("micrometer-core-1.17.0.jar")
                + ":"
                + jars.resolve("micrometer-commons-1.17.0.jar"),
            jars.resolve("micrometer-core-1.17.0.jar")
                + ":"
                + jars.resolve("micrometer-commons-1.17.0.jar"));
    try (Running app = Running.start(folder, jvm.command(arguments))) {
      app.awaitOutput("shown 0 1.0\\s+shown 1 1.0\\s+shown 2 1.0\\s");
      Jvm.Outcome detached = command(jvm, "detach", app.pid(), List.of());
      assertThat(detached.exitCode()).as(detached.toString()).isZero();
      app.send("detached");
      // The first Micrometer cannot remove a meter; it is no longer the agent's then.
      app.awaitOutput("left 0 true\\s+left 1 false\\s+left 2 false\\s");
      if (jvm.name().equals("linux-25")) {
        // Elsewhere the JDK's "process reaper", which the agent's start made, has it for a minute.
        app.awaitOutput("agent gone true");
      }
    }
  }
}
