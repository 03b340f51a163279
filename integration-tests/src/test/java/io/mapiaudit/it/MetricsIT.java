package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Prometheus as people run it gets the numbers, and what is shipped for it fits them. */
class MetricsIT {

  private static final LinuxJvm JVM = LinuxJvm.own();
  private static final Pattern NAME = Pattern.compile("mapi_audit_[a-z_]*[a-z]");
  private static final String SCENARIO = "async-notifications --bridge jna";

  private static Path shipped(String file) {
    return Project.agentClasses().resolve("io/mapiaudit/docs/monitoring").resolve(file);
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    for (Matcher matcher = NAME.matcher(text); matcher.find(); ) {
      names.add(matcher.group());
    }
    return names;
  }

  @Test
  void a_real_Prometheus_gets_by_scraping_what_another_server_gets_by_OTLP() throws Exception {
    int port = Running.freePort();
    Path folder = Project.output(JVM.name() + "/metrics-prometheus");
    try (PrometheusServer prometheus = PrometheusServer.start(folder, port, shipped("alerts.yml"));
        PrometheusServer otlp =
            PrometheusServer.victoria(Project.output(JVM.name() + "/metrics-otlp"));
        ServedDemo demo = ServedDemo.start(JVM, "metrics-demo")) {
      Jvm.Outcome attached =
          demo.attach(
              "--set", "metrics.prometheus=" + port,
              "--set", "metrics.otlp=" + otlp.otlp(),
              "--set", "metrics.interval=1s");
      assertThat(attached.exitCode()).as(attached.toString()).isZero();
      demo.play(SCENARIO);

      Map<String, String> scraped =
          prometheus
              .process()
              .await(
                  () ->
                      List.of(
                          prometheus.numbers("job=\"demo\""),
                          otlp.numbers("service_name=\"mapi-audit\"")),
                  both -> areComplete(both.get(0)) && both.get(0).equals(both.get(1)))
              .get(0);
      assertThat(scraped)
          .containsEntry(CRITICAL, "1.0000000")
          .containsEntry("mapi_audit_errors_suppressed_total{}", "0.0000000")
          .containsEntry("mapi_audit_call_duration_seconds_count{kind=logon}", "1.0000000");
      alertsFire(prometheus);

      String text = Running.get("http://127.0.0.1:" + port + "/metrics");
      what_is_shipped_names_what_is_there(text, prometheus);
      promtool_finds_nothing_to_say(text, folder);

      Jvm.Outcome detached = demo.command("detach");
      assertThat(detached.exitCode()).as(detached.toString()).isZero();
      try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.isBound()).isTrue();
      }
      Jvm.Outcome threads =
          Processes.run(
              List.of(JVM.home().resolve("bin/jcmd").toString(), demo.pid(), "Thread.print"),
              Map.of());
      assertThat(threads.out()).contains("\"main\"").doesNotContain("mapi-audit");
      assertThat(Files.readString(demo.runFolders().get(0).resolve("agent.log")))
          .contains("metrics - serves http://127.0.0.1:" + port + "/metrics")
          .doesNotContain("kept from the application", "do not reach");
      assertThat(demo.end()).isZero();
    }
  }

  private static final String PROCESS = "mapi_audit_notifications_total{match=process}";
  private static final String RELEASES = "mapi_audit_call_duration_seconds_count{kind=release}";
  private static final String CRITICAL =
      "mapi_audit_findings_total"
          + "{rule=async-notification-in-process-identity, severity=critical}";

  private static boolean areComplete(Map<String, String> numbers) {
    return "1.0000000".equals(numbers.get(PROCESS)) && numbers.containsKey(RELEASES);
  }

  private static void alertsFire(PrometheusServer prometheus) throws Exception {
    prometheus
        .process()
        .await(
            () ->
                prometheus.query(
                    "ALERTS{alertname=\"MapiAuditCriticalFinding\",alertstate=\"firing\",job=\"demo\"}"),
            alerts -> !alerts.isEmpty());
    assertThat(prometheus.rules()).contains("MapiAuditGone").doesNotContain("\"health\":\"err\"");
  }

  private static void what_is_shipped_names_what_is_there(String text, PrometheusServer prometheus)
      throws Exception {
    Set<String> there = names(text);
    String dashboard = Files.readString(shipped("grafana-dashboard.json"));
    assertThat(there).containsAll(names(dashboard));
    assertThat(there).containsAll(names(Files.readString(shipped("alerts.yml"))));
    assertThat(there).containsAll(names(Files.readString(shipped("metrics.md"))));
    String page = Files.readString(shipped("metrics.md"));
    for (Matcher type = Pattern.compile("(?m)^# TYPE (\\S+)").matcher(text); type.find(); ) {
      assertThat(page).contains(type.group(1));
    }
    int queries = 0;
    for (JsonNode expr : new ObjectMapper().readTree(dashboard).findValues("expr")) {
      prometheus.query(
          expr.asText()
              .replace("$__rate_interval", "1m")
              .replace("$__range", "1h")
              .replaceAll("\\$(job|instance)", ".*"));
      queries++;
    }
    assertThat(queries).isGreaterThan(10);
  }

  private static void promtool_finds_nothing_to_say(String text, Path folder) throws Exception {
    Path scrape = Files.writeString(folder.resolve("scrape.txt"), text);
    Jvm.Outcome checked =
        Processes.run(
            List.of(
                "bash",
                "-c",
                "\"$0\" check metrics < \"$1\"",
                DebianTools.path("promtool"),
                scrape.toString()),
            Map.of());
    assertThat(checked).isEqualTo(new Jvm.Outcome(0, "", ""));
  }

  @Test
  void alert_rules_do_what_their_tests_say() throws Exception {
    Jvm.Outcome tested =
        Processes.run(
            List.of(
                DebianTools.path("promtool"),
                "test",
                "rules",
                shipped("alerts-test.yml").toString()),
            Map.of());
    assertThat(tested.exitCode()).as(tested.toString()).isZero();
    assertThat(tested.out()).contains("SUCCESS");
  }

  @Test
  void what_cannot_be_served_is_told_and_the_audit_goes_on() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServedDemo demo = ServedDemo.start(JVM, "metrics-trouble")) {
      Jvm.Outcome refused = demo.attach("--set", "metrics.prometheus=0.0.0.0:9464");
      assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
      assertThat(refused.out() + refused.err())
          .contains("metrics.prometheus: 0.0.0.0")
          .contains("metrics.allow-remote = true");

      String address = "127.0.0.1:" + taken.getLocalPort();
      Jvm.Outcome attached =
          demo.attach(
              "--set", "metrics.prometheus=" + address,
              "--set", "metrics.otlp=http://127.0.0.1:" + Running.freePort() + "/v1/metrics",
              "--set", "metrics.interval=1s");
      assertThat(attached.exitCode()).as(attached.toString()).isZero();
      demo.play(SCENARIO);
      assertThat(demo.command("status").out()).contains("prometheus: not served on " + address);
      assertThat(demo.command("detach").exitCode()).isZero();

      Path run = demo.runFolders().get(demo.runFolders().size() - 1);
      assertThat(ServedDemo.rules(run)).contains("async-notification-in-process-identity");
      String log = Files.readString(run.resolve("agent.log"));
      assertThat(log)
          .contains("Prometheus is not served on " + address)
          .contains("metrics.prometheus")
          .doesNotContain("kept from the application");
      List<String> said =
          Pattern.compile("metrics do not reach .*?, (\\d+) failed export")
              .matcher(log)
              .results()
              .map(told -> told.group(1))
              .toList();
      // Once, unless the machine is so slow that ten have failed.
      assertThat(said).isNotEmpty();
      assertThat(List.of("1", "10", "100")).startsWith(said.toArray(String[]::new));
      assertThat(demo.end()).isZero();
    }
  }
}
