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

/**
 * Other agents in the same JVM, started before and after this one: the demo's table comes out as
 * expected all the same. {@code -Dcoexistence=all -Dprocess.timeout=900} plays every scenario, not
 * the telling ones only.
 */
class CoexistenceIT {

  /** Calls and callbacks; threads and pools. */
  private static final List<String> TELLING = List.of("async-notifications", "thread-pool");

  private static final List<OtherAgent> AGENTS =
      List.of(
          new OtherAgent(
              "OpenTelemetry",
              "opentelemetry-javaagent.jar",
              "",
              List.of(
                  "-Dotel.traces.exporter=none",
                  "-Dotel.metrics.exporter=none",
                  "-Dotel.logs.exporter=none")),
          new OtherAgent(
              "Elastic",
              "elastic-apm-agent.jar",
              "",
              List.of(
                  "-Delastic.apm.disable_send=true",
                  "-Delastic.apm.central_config=false",
                  "-Delastic.apm.cloud_provider=NONE",
                  "-Delastic.apm.log_level=ERROR")),
          new OtherAgent("JaCoCo", "org.jacoco.agent-runtime.jar", "=output=none", List.of()));

  /**
   * An agent of somebody else.
   *
   * @param options of the agent
   * @param settings of the JVM
   */
  record OtherAgent(String name, String jar, String options, List<String> settings) {

    /** As an option of the {@code java} command. */
    String option(Jvm jvm) {
      return "-javaagent:" + jvm.path(Project.otherAgent(jar)) + options;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Which of the two is started first. */
  enum Order {
    BEFORE("JAVA_TOOL_OPTIONS"),
    AFTER("_JAVA_OPTIONS");

    private final String variable;

    Order(String variable) {
      this.variable = variable;
    }
  }

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (OtherAgent agent : AGENTS) {
      for (Order order : Order.values()) {
        pairs.add(Arguments.of(agent, order));
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest(name = "{0} {1} ours")
  @MethodSource("pairs")
  void the_demo_s_table_is_as_expected(OtherAgent agent, Order order) throws Exception {
    Jvm jvm = LinuxJvm.own();
    Path out = Project.output(jvm.name() + "/with-" + agent + "-" + order);
    List<String> arguments = new ArrayList<>(agent.settings);
    arguments.addAll(List.of("-jar", jvm.path(Project.demoJar()), "run"));
    if (!"all".equals(System.getProperty("coexistence"))) {
      arguments.addAll(TELLING);
    }
    arguments.addAll(List.of("--agent", jvm.path(Project.agentJar()), "--out", jvm.path(out)));

    Jvm.Outcome outcome = jvm.run(arguments, Map.of(order.variable, agent.option(jvm)));

    System.out.println(agent + " " + order + " ours\n" + outcome.out());
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.err()).contains("Picked up " + order.variable);
  }
}
