package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alerts in the logging an application brings along, whatever it is and however badly it behaves,
 * and in the Windows event log. {@code -Dflood=1000000} makes the flood that large.
 */
class AlertsIT {

  private static final String RULE = "async-notification-in-process-identity";

  /**
   * What begins an alert. The agent's end waits for alerts two seconds at most, which is less than
   * some logging needs to start on a busy machine: programs end when theirs has come.
   */
  private static final String ALERT = " mapi-audit CRITICAL " + RULE;

  private static final int FLOOD = Integer.getInteger("flood", 100_000);
  private static final String LOGBACK = "logback-classic-1.2.13.jar";

  private static final String ENTRY_POINTS =
      """
      mapi.audit.entry-points = [
        { class = "Alerted", method = logon, kind = logon, session = return, profile = arg0 }
        { class = "Alerted", method = onNotify, kind = notification, session = arg0 }
      ]
      """;

  private static final Jvm JVM = LinuxJvm.own();
  private static Path classes;
  private static Path badClasses;
  private static Path configuration;

  /** The logging of an application. */
  record Logging(String name, List<String> jars) {
    Logging(String name, String... jars) {
      this(name, List.of(jars));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void compile() throws Exception {
    Path home = LinuxJvm.own().home();
    // Java 8's class files: the Windows JVM of the lab is older than the compiler.
    classes =
        Program.compiled(
            home, "Alerted", List.of(Project.demoJar()), "--release", "8", "-Xlint:none");
    badClasses =
        Program.compiled(
            home,
            "BadLogging",
            List.of(
                Project.logging(LOGBACK),
                Project.logging("logback-core-1.2.13.jar"),
                Project.logging("slf4j-api-1.7.36.jar")));
    configuration = Project.output("alerts").resolve("mapi-audit.conf");
    Files.writeString(configuration, ENTRY_POINTS);
  }

  static Stream<Logging> loggings() {
    return Stream.of(
        new Logging(
            "slf4j1-logback1.2", "slf4j-api-1.7.36.jar", LOGBACK, "logback-core-1.2.13.jar"),
        new Logging(
            "slf4j1-log4j2",
            "slf4j-api-1.7.36.jar",
            "log4j-slf4j-impl-2.24.3.jar",
            "log4j-api-2.24.3.jar",
            "log4j-core-2.24.3.jar"),
        new Logging(
            "slf4j2-logback1.3",
            "slf4j-api-2.0.17.jar",
            "logback-classic-1.3.15.jar",
            "logback-core-1.3.15.jar"),
        new Logging(
            "slf4j2-logback1.5",
            "slf4j-api-2.0.17.jar",
            "logback-classic-1.5.18.jar",
            "logback-core-1.5.18.jar"),
        new Logging(
            "slf4j2-log4j2",
            "slf4j-api-2.0.17.jar",
            "log4j-slf4j2-impl-2.24.3.jar",
            "log4j-api-2.24.3.jar",
            "log4j-core-2.24.3.jar"));
  }

  @ParameterizedTest
  @MethodSource("loggings")
  void alert_is_one_line_of_the_application_s_own_log(Logging logging) throws Exception {
    Program program = program(logging).endsAfter(ALERT);

    Jvm.Outcome outcome = program.audited("1");

    // The second one, if it comes, has the account's name, which was not known at first.
    assertThat(alerts(outcome.out()))
        .hasSizeBetween(1, 2)
        .allSatisfy(line -> assertThat(line).contains("ERROR", "[details: "));
    assertThat(outcome.err()).doesNotContain("SLF4J");
    assertFound(program, 1);
    assertThat(program.agentLog()).doesNotContain("kept from the application", "did not get to");
  }

  static Stream<Logging> none() {
    return Stream.of(
        new Logging("no-slf4j"),
        new Logging("slf4j1-unbound", "slf4j-api-1.7.36.jar"),
        new Logging("slf4j2-unbound", "slf4j-api-2.0.17.jar"));
  }

  @ParameterizedTest
  @MethodSource("none")
  void application_without_logging_prints_what_it_prints_without_the_agent(Logging logging)
      throws Exception {
    Program program = program(logging);

    Jvm.Outcome outcome = program.audited("1");

    assertThat(outcome.out()).isEqualTo("done\n");
    assertThat(outcome.err()).isEmpty();
    assertFound(program, 1);
    assertThat(program.agentLog()).contains("mapi-audit CRITICAL " + RULE);
  }

  @Test
  void logging_that_blocks_for_ever_holds_up_neither_findings_nor_the_end() throws Exception {
    Program program = bad("blocks");

    long start = System.nanoTime();
    Jvm.Outcome outcome = program.audited("10", "BadLogging");
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(outcome.out()).contains("done").doesNotContain("interrupted");
    assertThat(taken).isLessThan(Duration.ofSeconds(30));
    assertFound(program, 10);
    assertThat(program.agentLog()).contains("did not get to the application's log");
  }

  @Test
  void logging_that_throws_errors_stops_no_finding() throws Exception {
    Program program = bad("throws").endsAfter("throws");

    Jvm.Outcome outcome = program.audited("10", "BadLogging");

    assertThat(outcome.out()).isEqualTo("done\n");
    assertFound(program, 10);
    assertThat(program.agentLog())
        .contains("kept from the application", "StackOverflowError: appender");
  }

  @Test
  void flood_of_one_defect_is_a_dozen_lines_and_all_are_counted() throws Exception {
    String powerOfTen = "1" + "0".repeat(String.valueOf(FLOOD).length() - 1);
    Program program =
        program(loggings().findFirst().orElseThrow())
            .endsAfter(ALERT + " (" + powerOfTen + " times)");

    Jvm.Outcome outcome = program.audited(String.valueOf(FLOOD));

    assertFound(program, FLOOD);
    assertThat(alerts(outcome.out())).hasSizeBetween(1, 20);
    assertThat(alerts(program.agentLog())).hasSizeBetween(1, 20);
    assertThat(program.agentLog()).contains("(" + FLOOD + " times)");
  }

  /**
   * Wine keeps no event log. Its ReportEventW prints the texts of errors on a debug channel
   * instead, without source and id; that the calls succeed shows in the agent's ledger being empty.
   */
  @Test
  void alert_is_an_event_of_the_windows_event_log() throws Exception {
    Jvm windows = new WindowsJvm("11");
    Jvms.assumeUsable(windows);
    Program program =
        program(windows, new Logging("event-log"), ",alerts.event-log=on")
            .environment("WINEDEBUG", "-all,err+eventlog,fixme+eventlog")
            .endsAfter("CRITICAL " + RULE);

    Jvm.Outcome outcome = program.audited("1");

    assertFound(program, 1);
    assertThat(outcome.err()).contains("CRITICAL " + RULE);
    assertThat(program.agentLog())
        .doesNotContain("kept from the application", "did not get to", "no Windows event log");
  }

  @Test
  void elsewhere_than_on_windows_one_line_says_that_there_is_no_event_log() throws Exception {
    Program program = program(JVM, new Logging("no-event-log"), ",alerts.event-log=on");

    program.audited("1");

    assertThat(program.agentLog().lines().filter(line -> line.contains("there is no Windows")))
        .singleElement()
        .asString()
        .contains("alerts.event-log: there is no Windows event log on Linux");
    assertFound(program, 1);
  }

  private static Program program(Logging logging) {
    return program(JVM, logging, "");
  }

  private static Program program(Jvm jvm, Logging logging, String options) {
    Program program =
        new Program(jvm, classes, "Alerted", logging.name())
            .library(Project.demoJar())
            .agentOptions("config=" + jvm.path(configuration) + options)
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()))
            // Else Log4j may have ended before the agent's shutdown, where a short run is judged.
            .jvmOption("-Dlog4j.shutdownHookEnabled=false");
    for (String jar : logging.jars()) {
      program.library(Project.logging(jar));
    }
    return program;
  }

  private static Program bad(String how) {
    return program(new Logging(how, "slf4j-api-1.7.36.jar", LOGBACK, "logback-core-1.2.13.jar"))
        .library(badClasses)
        .jvmOption("-Dbad.logging=" + how);
  }

  private static void assertFound(Program program, long times) throws Exception {
    List<JsonNode> found = program.findings(RULE);
    assertThat(found).singleElement().returns(times, finding -> finding.get("count").asLong());
  }

  /** The lines that begin an alert of the rule. */
  private static List<String> alerts(String log) {
    return Arrays.stream(log.split("\n")).filter(line -> line.contains(ALERT)).toList();
  }
}
