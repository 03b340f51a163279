package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Many servers, as {@code fleets.md} has it, with the configuration files it shows and the real
 * programs: alerts arrive at Alertmanager, findings in one file, and old runs go.
 */
class FleetIT {

  private static final String RULE = "async-notification-in-process-identity";
  private static final Jvm JVM = LinuxJvm.own();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path fleet = Project.output("fleet");

  @Test
  void alerts_of_two_servers_arrive_at_alertmanager() throws Exception {
    DebianTool alertmanager = DebianTool.assumed("prometheus-alertmanager");
    DebianTool amtool = DebianTool.assumed("amtool");
    String address = "127.0.0.1:" + freePort();
    List<String> command = withSharedFiles(alertmanager);
    command.addAll(
        List.of(
            "--config.file=" + Project.docs("operations/fleet/alertmanager.yml"),
            "--storage.path=" + Files.createDirectories(fleet.resolve("alertmanager")),
            "--web.listen-address=" + address,
            "--cluster.listen-address="));
    try (Service server = Service.start(command, fleet.resolve("alertmanager.log"))) {
      String url = "http://" + address;
      server.await("Alertmanager is ready", () -> isReady(amtool, url));
      String webhook = ",alerts.webhook=" + url + "/api/v2/alerts";

      Path one = alerting("one", webhook, server, () -> alerts(amtool, url));
      Path two = alerting("two", webhook, server, () -> alerts(amtool, url));

      JsonNode alerts = alerts(amtool, url);
      List<String> pids = new ArrayList<>();
      Set<String> receivers = new TreeSet<>();
      for (JsonNode alert : alerts) {
        JsonNode labels = alert.get("labels");
        receivers.add(
            labels.get("severity").asText() + " to " + alert.at("/receivers/0/name").asText());
        if (labels.get("alertname").asText().equals(RULE)) {
          pids.add(labels.get("pid").asText());
          assertThat(labels.get("severity").asText()).isEqualTo("critical");
          assertThat(labels.toString()).doesNotContain("S-1-5", "alice");
          assertThat(alert.at("/annotations/expected").asText()).contains("S-1-5-21");
          assertThat(alert.at("/status/state").asText()).isEqualTo("active");
        }
      }
      assertThat(pids).containsExactlyInAnyOrder(pid(one), pid(two));
      assertThat(receivers).containsExactly("critical to operations", "medium to nobody");
      assertThat(Files.readString(one.resolve("agent.log"))).doesNotContain("did not");
    }
  }

  @Test
  void dead_endpoint_costs_one_line_and_no_finding() throws Exception {
    Path run = demo("dead", ",alerts.webhook=http://127.0.0.1:" + freePort() + "/api/v2/alerts");

    List<String> lines =
        Files.readAllLines(run.resolve("agent.log")).stream()
            .filter(line -> line.contains(" WARN ") && line.contains("alerts.webhook"))
            .toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("1 failure(s) so far");
    assertThat(lines.get(1)).contains("did not get to http://127.0.0.1");
    assertThat(Files.readString(run.resolve("findings.jsonl"))).contains(RULE);
  }

  @Test
  void findings_of_two_servers_are_collected_into_one_file_and_judged_together() throws Exception {
    DebianTool rsync = DebianTool.assumed("rsync");
    DebianTool rsyslog = DebianTool.assumed("rsyslogd");
    DebianTool logrotate = DebianTool.assumed("logrotate");
    Path central = Files.createDirectories(fleet.resolve("srv"));
    Path log = Files.createDirectories(fleet.resolve("log")).resolve("findings.jsonl");
    Path configuration = moved("rsyslog.conf", central, log);
    List<String> expected = new ArrayList<>();
    for (String server : List.of("mail-1", "mail-2")) {
      Path run = demo(server, "");
      expected.addAll(Files.readAllLines(run.resolve("findings.jsonl")));
      collect(rsync, run.getParent(), central.resolve(server));
    }

    Path modules =
        rsyslog.path().resolve("../../root/usr/lib/x86_64-linux-gnu/rsyslog").normalize();
    List<String> command =
        rsyslog.command(
            "-n", "-f" + configuration, "-i" + fleet.resolve("rsyslog.pid"), "-M" + modules);
    try (Service collector = Service.start(command, fleet.resolve("rsyslog.log"))) {
      collector.await("the findings of both", () -> lines(log).size() >= expected.size());
      // A server that comes later, and a second copy, which must repeat nothing.
      Path third = demo("mail-3", "");
      expected.addAll(Files.readAllLines(third.resolve("findings.jsonl")));
      collect(rsync, third.getParent(), central.resolve("mail-3"));
      collect(rsync, third.getParent(), central.resolve("mail-3"));
      collector.await("those of the third", () -> lines(log).size() >= expected.size());
    }

    assertThat(lines(log)).containsExactlyInAnyOrderElementsOf(expected);
    Path rotation = moved("logrotate.conf", central, log);
    logrotate.run("--force", "--state", fleet.resolve("state").toString(), rotation.toString());
    assertThat(log).isEmptyFile();
    assertThat(log.resolveSibling("findings.jsonl.1.gz")).exists();

    assertRunsOfOneNameStayApart(central);
  }

  /** Runs the demo until its alerts are there: its end waits for them for seconds only. */
  private Path alerting(String name, String webhook, Service server, Callable<JsonNode> alerts)
      throws Exception {
    Path dir = Files.createDirectories(fleet.resolve(name));
    try (ServedDemo demo = serve(name, dir, webhook)) {
      Path run = onlyFolder(dir);
      server.await("alerts of " + name, () -> severities(alerts.call(), pid(run)).size() == 2);
      assertThat(demo.end()).isZero();
      return run;
    }
  }

  private static JsonNode alerts(DebianTool amtool, String url) throws Exception {
    return JSON.readTree(amtool.run("--alertmanager.url=" + url, "alert", "query", "-o", "json"));
  }

  private static Set<String> severities(JsonNode alerts, String pid) {
    Set<String> severities = new TreeSet<>();
    for (JsonNode alert : alerts) {
      if (alert.at("/labels/pid").asText().equals(pid)) {
        severities.add(alert.at("/labels/severity").asText());
      }
    }
    return severities;
  }

  /** Debian's Alertmanager reads a template below /usr/share: it gets to see its own there. */
  private static List<String> withSharedFiles(DebianTool tool) {
    Path root = tool.path().resolve("../../root/usr/share").normalize();
    List<String> command =
        new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"));
    command.add("mount --bind \"$0\" /usr/share && exec \"$@\"");
    command.add(root.toString());
    command.addAll(tool.command());
    return command;
  }

  /** Two servers may have given the same process id to runs that began in the same second. */
  private void assertRunsOfOneNameStayApart(Path central) throws Exception {
    Path run = onlyFolder(central.resolve("mail-1"));
    Path twin = central.resolve("mail-4").resolve(run.getFileName());
    Files.createDirectories(twin);
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, twin.resolve(file.getFileName()));
      }
    }

    Jvm.Outcome replay =
        JVM.run(List.of("-jar", Project.agentJar().toString(), "replay", "" + central), Map.of());

    assertThat(replay.exitCode()).as("%s", replay).isEqualTo(1);
    assertThat(replay.out()).contains(" in 4 runs: ");
  }

  @Test
  void old_runs_go_when_a_new_one_starts() throws Exception {
    Path dir = demo("restarted", ",runs.keep=2").getParent();
    again("restarted", dir, ",runs.keep=2");
    again("restarted", dir, ",runs.keep=2");

    try (ServedDemo last = serve("restarted", dir, ",runs.keep=2")) {
      // It looks beside its work, and must not have ended before.
      last.await("an old run is gone", () -> runs(dir) < 4);
      assertThat(last.end()).isZero();
    }

    // Two that ended, and the last one, which had not when it looked.
    assertThat(runs(dir)).isEqualTo(3);
  }

  private static long runs(Path dir) throws IOException {
    try (Stream<Path> runs = Files.list(dir)) {
      return runs.count();
    }
  }

  /** Runs the demo's scenario into a new folder of that name; the run's folder. */
  private Path demo(String name, String options) throws Exception {
    Path dir = Files.createDirectories(fleet.resolve(name));
    again(name, dir, options);
    return onlyFolder(dir);
  }

  private static void again(String name, Path dir, String options) throws Exception {
    Jvm.Outcome outcome =
        JVM.run(audited(dir, options, "async-notifications", "--bridge", "jna"), Map.of());
    assertThat(outcome.exitCode()).as("%s: %s", name, outcome).isZero();
  }

  /** Has the demo play the scenario and stay. */
  private static ServedDemo serve(String name, Path dir, String options) throws Exception {
    ServedDemo demo =
        ServedDemo.start(JVM, "fleet-" + name, audited(dir, options, "serve"), List.of());
    try {
      demo.play("async-notifications --bridge jna");
      return demo;
    } catch (IOException | AssertionError failure) {
      demo.close();
      throw failure;
    }
  }

  private static List<String> audited(Path dir, String options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(
        "-javaagent:"
            + Project.agentJar()
            + "=dir="
            + dir
            + ",config="
            + Project.demoConfiguration()
            + ",identity.library="
            + JVM.standIn()
            + options);
    command.add("-Dmapi.demo.library=" + JVM.standIn());
    command.addAll(List.of("-cp", Project.demoJar().toString(), DemoRun.MAIN));
    command.addAll(List.of(arguments));
    return command;
  }

  /** As the page says. */
  private static void collect(DebianTool rsync, Path runs, Path to) throws Exception {
    rsync.run("--recursive", "--times", "--inplace", runs + "/", Files.createDirectories(to) + "/");
  }

  /** The page's file with the folders of this test. */
  private Path moved(String file, Path central, Path log) throws IOException {
    String text =
        Files.readString(Project.docs("operations/fleet/" + file))
            .replace("/var/log/mapi-audit/findings.jsonl", log.toString())
            .replace("/srv/mapi-audit", central.toString())
            .replace("/var/spool/rsyslog", "" + Files.createDirectories(fleet.resolve("spool")));
    return Files.writeString(fleet.resolve(file), text);
  }

  private static boolean isReady(DebianTool amtool, String url) throws Exception {
    return Processes.run(amtool.command("--alertmanager.url=" + url, "alert", "query"), Map.of())
            .exitCode()
        == 0;
  }

  private static String pid(Path run) {
    return run.getFileName().toString().replaceAll("-.*", "");
  }

  private static Path onlyFolder(Path dir) throws IOException {
    try (Stream<Path> folders = Files.list(dir)) {
      List<Path> found = folders.filter(Files::isDirectory).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** Whole ones: of the last one there may be a part only, while it is being written. */
  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
