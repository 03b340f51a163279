package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that is looked at and changed while it goes on, by a JMX client in another JVM: this one.
 */
class RunControlIT {

  private static final String CLEAN = "service-account --bridge jna";
  private static final String IMPERSONATED = "async-notifications --bridge jna";
  private static final String SUPPRESSED = "impersonated-logon";

  static Stream<LinuxJvm> jvms() {
    return Stream.of(LinuxJvm.ofVersion(8), LinuxJvm.own(), LinuxJvm.ofVersion(25));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void a_run_is_shown_and_changed_through_jmx(LinuxJvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path known = Project.output(jvm.name() + "/run-control-known").resolve("known.txt");
    Files.writeString(known, SUPPRESSED + ":* | agreed | mail team | 2999-12-31\n");
    try (ServedDemo demo = ServedDemo.start(jvm, "run-control")) {
      assertThat(demo.attach("--set", "suppressions=" + known).exitCode()).isZero();
      Path run = demo.runFolders().get(0);
      assertThat(demo.play(CLEAN)).isNotEmpty();
      assertThat(agentLog(run)).doesNotContain("io.mapiaudit:type=Audit");

      try (JMXConnector connector = connect(demo)) {
        Client client = new Client(connector.getMBeanServerConnection());
        client.awaitRegistered();
        everythingIsShown(demo, client, run);
        recordingIsSwitched(demo, client);
        valuesAreChanged(client, run);
        suppressionsAreReadAnew(client, known);

        assertThat(demo.command("detach").exitCode()).isZero();
        assertThat(client.isRegistered()).isFalse();
      }
      Files.writeString(known, SUPPRESSED + ":* | agreed | mail team | 2999-12-31\n");
      findingsAreSuppressed(run, known);
      assertThat(demo.end()).isZero();
      assertThat(demo.err()).doesNotContain("Exception");
    }
  }

  private static void everythingIsShown(ServedDemo demo, Client client, Path run) throws Exception {
    assertThat(client.get("Folder")).isEqualTo(run.toString());
    assertThat(client.get("Recording")).isEqualTo(true);
    assertThat(client.get("ReleaseStall")).isEqualTo("1 s");
    assertThat(client.get("OverheadMax")).isEqualTo("5 %");
    assertThat(client.count("Calls", "logon")).isPositive();
    assertThat((Object[]) client.get("RecentFindings")).isEmpty();

    // A finding has the names that are in the journal before it.
    client.await(() -> !RecordedCalls.in(run).accounts().isEmpty());
    demo.play(IMPERSONATED);

    Notification told = client.awaitNotification("async-notification-in-process-identity");
    assertThat(told.getMessage()).contains("ran on");
    assertThat(told.getUserData().toString()).contains("actual=NT AUTHORITY");
    client.await(() -> client.count("SuppressedFindings", SUPPRESSED) > 0);
    assertThat(client.count("Findings", SUPPRESSED)).isZero();
    List<String> rules = new ArrayList<>();
    for (Object finding : (Object[]) client.get("RecentFindings")) {
      rules.add((String) ((CompositeData) finding).get("rule"));
    }
    assertThat(rules).contains("async-notification-in-process-identity", SUPPRESSED);
    assertThat(client.types()).noneMatch(type -> type.endsWith(SUPPRESSED));
  }

  /** While it is off nothing is recorded; what ran across the switch is held against nobody. */
  private static void recordingIsSwitched(ServedDemo demo, Client client) throws Exception {
    client.set("Recording", false);
    long before = client.quietCalls();
    assertThat(demo.play("two-users --bridge jna")).isNotEmpty();
    assertThat(client.calls()).isEqualTo(before);
    assertThat(demo.command("status").out()).contains("Recording: OFF");

    client.set("Recording", true);
    assertThat(demo.play(CLEAN)).isNotEmpty();

    client.await(() -> client.calls() > before);
    assertThat(client.count("Findings", "multiple-user-contexts")).isZero();
    assertThat(client.get("RecordingReason")).isEqualTo("JMX");
  }

  private static void valuesAreChanged(Client client, Path run) throws Exception {
    assertThatThrownBy(() -> client.set("ReleaseStall", "5"))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining("JMX release.stall: '5' has no unit. Fix: ");
    assertThatThrownBy(() -> client.set("OverheadMax", "200 %"))
        .hasStackTraceContaining("JMX overhead.max: '200 %' is no share");
    client.set("ReleaseStall", "2 s");
    client.set("OverheadMax", "12.5 %");
    assertThat(client.get("ReleaseStall")).isEqualTo("2 s");
    assertThat(client.get("OverheadMax")).isEqualTo("12.5 %");
    assertThat(agentLog(run))
        .contains(
            "release.stall: 1 s -> 2 s (JMX)",
            "overhead.max: 5 % -> 12.5 % (JMX)",
            "recording: on -> off (JMX)");
  }

  private static void suppressionsAreReadAnew(Client client, Path known) throws Exception {
    Files.writeString(known, "impersonated-login:* | agreed | mail team | 2999-12-31\n");
    assertThatThrownBy(() -> client.invoke("reloadSuppressions"))
        .hasStackTraceContaining("known.txt:1")
        .hasStackTraceContaining("write impersonated-logon");
    assertThat(client.get("SuppressionCount")).isEqualTo(1);

    Files.writeString(
        known,
        SUPPRESSED
            + ":* | agreed | mail team | 2999-12-31\n"
            + "registration-lost:a.B.* | gone | mail team | 2001-01-01\n");
    assertThat(client.invoke("reloadSuppressions").toString()).startsWith("2 suppression(s)");
    assertThat((String[]) client.get("ExpiredSuppressions")).hasSize(1);
    assertThat((String[]) client.get("UnusedSuppressions")).hasSize(1);
  }

  private static void findingsAreSuppressed(Path run, Path known) throws Exception {
    String findings = Files.readString(run.resolve("findings.jsonl"));
    assertThat(findings.lines().filter(line -> line.contains("\"rule\":\"" + SUPPRESSED + '"')))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"suppressed\":\"agreed (mail team, until 2999-12-31)\""));
    assertThat(agentLog(run))
        .doesNotContain("MEDIUM " + SUPPRESSED)
        .contains("suppression is expired: registration-lost:a.B.*");

    Jvm.Outcome replay = replay(run, "--json", "--suppressions", known.toString());
    assertThat(replay.out()).isEqualTo(findings);
    Files.writeString(known, everything(findings));
    assertThat(replay(run, "--suppressions", known.toString(), "--fail-on", "low").exitCode())
        .isZero();
    assertThat(replay(run, "--fail-on", "low").exitCode()).isEqualTo(1);
  }

  private static String everything(String findings) {
    StringBuilder lines = new StringBuilder();
    findings
        .lines()
        .map(line -> line.replaceAll(".*?\"rule\":\"([^\"]+)\".*", "$1"))
        .distinct()
        .forEach(rule -> lines.append(rule).append(":* | agreed | mail team | 2999-12-31\n"));
    return lines.toString();
  }

  @Test
  void a_run_that_begins_switched_off_records_nothing() throws Exception {
    LinuxJvm jvm = LinuxJvm.own();
    DemoRun run = new DemoRun(jvm, "async-notifications", "switched-off", "jna");
    Jvm.Outcome outcome =
        run.withAgent(
            List.of("-Dmapi.audit.recording=off", "-Dmapi.audit.jmx=on"),
            run.program(List.of(jvm.path(Project.demoJar()))));

    assertThat(outcome.exitCode()).isZero();
    assertThat(run.findings()).isEmpty();
    assertThat(run.agentLog())
        .contains("recording is off (configuration)", "jmx: io.mapiaudit:type=Audit is there")
        .contains("no MAPI entry point was called");
    assertThat(replay(run.runFolder(), "--json").out()).isEmpty();
  }

  @Test
  void a_bad_file_of_suppressions_keeps_the_agent_out() throws Exception {
    LinuxJvm jvm = LinuxJvm.own();
    Path known = Project.output(jvm.name() + "/bad-suppressions").resolve("known.txt");
    Files.writeString(known, "registration-lost:* | agreed\n");
    DemoRun run = new DemoRun(jvm, "service-account", "bad-suppressions", "jna");
    Jvm.Outcome outcome =
        run.withAgent(
            List.of("-Dmapi.audit.suppressions=" + known),
            run.program(List.of(jvm.path(Project.demoJar()))));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("known.txt:1: it has 2 of the 4 parts. Fix: ", "stays out because of its");
    assertThat(run.runFolders()).isEmpty();
  }

  private static String agentLog(Path run) throws IOException {
    return Files.readString(run.resolve("agent.log"));
  }

  private static Jvm.Outcome replay(Path run, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", Project.agentJar().toString(), "replay", run.toString()));
    arguments.addAll(List.of(options));
    return LinuxJvm.own().run(arguments, Map.of());
  }

  /** As JConsole does: it is this that makes the platform's MBean server. */
  // The other side is a JVM this test has started.
  @SuppressWarnings("BanJNDI")
  private static JMXConnector connect(ServedDemo demo) throws Exception {
    VirtualMachine vm = VirtualMachine.attach(demo.pid());
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(vm.startLocalManagementAgent()));
    } finally {
      vm.detach();
    }
  }

  /** The MBean seen from here, without a class of the agent. */
  private static final class Client {
    private final MBeanServerConnection server;
    private final ObjectName name = new ObjectName("io.mapiaudit:type=Audit");
    private final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    private final List<String> types = new ArrayList<>();

    Client(MBeanServerConnection server) throws Exception {
      this.server = server;
    }

    void awaitRegistered() throws Exception {
      await(this::isRegistered);
      server.addNotificationListener(name, (told, handback) -> notifications.add(told), null, null);
    }

    boolean isRegistered() throws IOException {
      return server.isRegistered(name);
    }

    void await(Callable<Boolean> condition) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not within a minute");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }

    Notification awaitNotification(String rule) throws InterruptedException {
      while (true) {
        Notification told = notifications.poll(60, TimeUnit.SECONDS);
        if (told == null) {
          throw new AssertionError("not told of " + rule + " but of " + types);
        }
        types.add(told.getType());
        if (told.getType().equals("mapi-audit.finding." + rule)) {
          return told;
        }
      }
    }

    List<String> types() {
      notifications.forEach(told -> types.add(told.getType()));
      return types;
    }

    Object get(String attribute) throws Exception {
      return server.getAttribute(name, attribute);
    }

    void set(String attribute, Object value) throws Exception {
      server.setAttribute(name, new Attribute(attribute, value));
    }

    Object invoke(String operation) throws Exception {
      return server.invoke(name, operation, new Object[0], new String[0]);
    }

    long count(String attribute, String key) throws Exception {
      CompositeData row = ((TabularData) get(attribute)).get(new Object[] {key});
      return row == null ? 0 : (Long) row.get("value");
    }

    /** Calls once those are counted that were recorded already: the engine is a little behind. */
    long quietCalls() throws Exception {
      long[] last = {-1};
      await(
          () -> {
            long before = last[0];
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            last[0] = calls();
            return last[0] == before;
          });
      return last[0];
    }

    long calls() throws Exception {
      long calls = 0;
      for (Object row : ((TabularData) get("Calls")).values()) {
        calls += (Long) ((CompositeData) row).get("value");
      }
      return calls;
    }
  }
}
