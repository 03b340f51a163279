package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reports of real runs, and the difference of runs. */
class ReportCommandIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Jvm JVM = LinuxJvm.own();

  @Test
  void reports_hold_what_the_runs_found_and_runs_are_compared() throws Exception {
    Path out = Project.output("report-command");
    Path broken = recorded("async-notifications", "report-1");
    Path brokenToo = recorded("async-notifications", "report-2");
    Path clean = recorded("service-account", "report-3");
    Set<String> rules =
        Set.of(
            "async-notification-in-process-identity",
            "impersonated-logon",
            "notifications-not-disabled",
            "registration-lost");

    Path json = out.resolve("r.json");
    assertThat(report(broken, clean, "-o", json).exitCode()).isEqualTo(1);
    JsonNode report = MAPPER.readTree(json.toFile());
    assertThat(values(report.get("findings"), "/rule")).isEqualTo(rules);
    assertThat(report.get("runs")).hasSize(2).allMatch(run -> run.get("ended").asBoolean());
    assertThat(report.at("/runs/0/calls").asInt()).isPositive();
    assertThat(report.at("/runs/0/notifications").asInt()).isPositive();

    Path sarif = out.resolve("r.sarif");
    assertThat(report(broken, clean, "-o", sarif).exitCode()).isEqualTo(1);
    JsonNode results = MAPPER.readTree(sarif.toFile()).at("/runs/0/results");
    assertThat(values(results, "/ruleId")).isEqualTo(rules);
    assertThat(values(results, "/locations/0/physicalLocation/artifactLocation/uri"))
        .allMatch(uri -> uri.startsWith("io/mapiaudit/demo/"));

    Path junit = out.resolve("r.xml");
    assertThat(report(broken, clean, "-o", junit, "--fail-on=critical").exitCode()).isEqualTo(1);
    assertThat(Files.readString(junit))
        .contains("<failure type=\"critical\"")
        .doesNotContain("<failure type=\"medium\"");

    Jvm.Outcome same = report("--diff", broken, brokenToo);
    assertThat(same.exitCode()).as(same.out()).isZero();
    assertThat(same.out()).endsWith("0 new, 0 gone, 4 still there\n");
    Jvm.Outcome cured = report("--diff", json, clean, "--json");
    assertThat(cured.exitCode()).isZero();
    assertThat(values(MAPPER.readTree(cured.out()).get("gone"), "/rule")).isEqualTo(rules);
    Jvm.Outcome worse = report("--diff", clean, brokenToo);
    assertThat(worse.exitCode()).isEqualTo(1);
    assertThat(worse.out()).endsWith("4 new, 0 gone, 0 still there\n");
    assertThat(worse.err()).as("nobody sits at a terminal").isEmpty();
  }

  private static Path recorded(String scenario, String label) throws Exception {
    DemoRun run = new DemoRun(JVM, scenario, label, "jna");
    Jvm.Outcome outcome = run.withAgent();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return run.runFolder();
  }

  private static Jvm.Outcome report(Object... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-jar", Project.agentJar().toString(), "report"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return JVM.run(all, Map.of());
  }

  private static Set<String> values(JsonNode list, String pointer) {
    Set<String> values = new TreeSet<>();
    list.forEach(element -> values.add(element.at(pointer).asText()));
    return values;
  }
}
