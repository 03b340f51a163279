package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The soak command with programs that it starts, and one that it joins. */
class SoakCommandIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Jvm JVM = LinuxJvm.own();

  @Test
  void program_of_a_script_that_ends_by_itself_is_judged() throws Exception {
    Path folder = Project.output("soak-script");
    List<String> java =
        JVM.command(
            new DemoRun(JVM, "async-notifications", "soak-unused", "jna")
                .program(List.of(Project.demoJar().toString())));
    List<String> command = soak(folder, "--json");
    command.addAll(List.of("--", "sh", "-c", "exec \"$@\"", "sh"));
    command.addAll(java);

    Jvm.Outcome outcome = Processes.run(command, Map.of());

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    JsonNode verdict = last(outcome.out());
    assertThat(verdict.get("verdict").asText()).isEqualTo("failed");
    assertThat(verdict.get("end").asText()).isEqualTo("program");
    assertThat(verdict.get("exitCode").asInt()).isZero();
    assertThat(verdict.get("failing").asInt()).isEqualTo(2);
    assertThat(outcome.out()).contains("JAVA_TOOL_OPTIONS has every Java");
    assertThat(outcome.err()).as("what the program printed").contains("Picked up JAVA_TOOL_OPT");
    Path run = Path.of(verdict.at("/runs/0/folder").asText());
    assertThat(MAPPER.readTree(lastLine(Files.readString(run.resolve("samples.jsonl")))))
        .isEqualTo(verdict.at("/runs/0/last"));
    assertThat(verdict.at("/runs/0/last/calls").asInt()).isPositive();
    assertThat(verdict.at("/runs/0/last/findings/critical").asInt()).isEqualTo(2);
    assertThat(verdict.at("/runs/0/last/heapUsed").asLong()).isPositive();
    assertThat(verdict.at("/runs/0/last/cpuMillis").asLong()).isPositive();
  }

  @Test
  void program_that_goes_on_is_ended_in_order_when_the_time_is_over() throws Exception {
    Path folder = Project.output("soak-time");
    List<String> command = soak(folder, "--for", "15s", "--every", "1s");
    command.add("--");
    command.addAll(served());

    try (Running soak = Running.start(folder, command)) {
      // Its last line: those before it are whole then.
      soak.awaitOutput("the time is over; no findings\n");
      String out = soak.out();
      assertThat(out)
          .contains("the option -javaagent was added to its options")
          .containsPattern("Soak of 00:(00:1[5-9]|00:[2-5]\\d|0[1-9]:\\d\\d): passed")
          .contains("No MAPI entry point was called")
          .containsPattern(
              "00:00:(0[1-9]|1[0-4])  \\d+-\\w+: 0 calls \\(0\\.0/s\\), 0 notifications");
      assertThat(agentLog(folder)).as("the run has ended in order").contains("ended");
    }
  }

  @Test
  void interrupt_ends_it_with_its_verdict_and_code() throws Exception {
    Path folder = Project.output("soak-interrupt");
    List<String> command = soak(folder, "--every", "1s");
    command.add("--");
    command.addAll(served());
    Process soak =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try {
      await(soak, () -> Files.readString(folder.resolve("out.txt")).contains(" calls ("));
      // As Ctrl-C does for a JVM; but that signal is ignored below a shell's background jobs.
      new ProcessBuilder("kill", "-TERM", String.valueOf(soak.pid())).start().waitFor();

      assertThat(soak.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(folder.resolve("out.txt")))
          .contains("it was stopped; no findings");
      assertThat(soak.exitValue()).isZero();
      assertThat(agentLog(folder)).contains("ended");
    } finally {
      soak.descendants().forEach(ProcessHandle::destroyForcibly);
      soak.destroyForcibly().onExit().join();
    }
  }

  @Test
  void program_that_runs_is_joined_and_goes_on_without_the_agent() throws Exception {
    try (ServedDemo demo = ServedDemo.start(JVM, "soak-joined")) {
      List<String> options =
          new ArrayList<>(List.of("--for", "12s", "--every", "1s", "--fail-on=none", "--json"));
      Path folder = Project.output("soak-joined-runs");
      Process soak =
          new ProcessBuilder(soakOf(demo, folder, options))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out.txt").toFile())
              .start();
      await(soak, () -> Files.readString(folder.resolve("out.txt")).contains("joined"));
      demo.play("async-notifications");

      assertThat(soak.waitFor(90, TimeUnit.SECONDS)).isTrue();
      String out = Files.readString(folder.resolve("out.txt"));
      assertThat(soak.exitValue()).as(out).isZero();
      JsonNode verdict = last(out);
      assertThat(verdict.get("findings")).isNotEmpty();
      assertThat(verdict.get("end").asText()).isEqualTo("time");
      assertThat(out).contains("\"event\":\"finding\"").contains("\"event\":\"sample\"");
      assertThat(demo.command("status", "--json").out()).contains("\"absent\"");
      demo.play("service-account");
    }
  }

  @Test
  void what_loads_no_agent_is_no_success() throws Exception {
    List<String> command = soak(Project.output("soak-nothing"));
    command.addAll(List.of("--", "true"));

    Jvm.Outcome outcome = Processes.run(command, Map.of());

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.err()).contains("no Java program has loaded the agent");
  }

  private static List<String> served() {
    return JVM.command(
        List.of(
            "-Dmapi.demo.library=" + JVM.standIn(),
            "-cp",
            Project.demoJar().toString(),
            DemoRun.MAIN,
            "serve"));
  }

  private static List<String> soak(Path folder, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", Project.agentJar().toString(), "soak"));
    arguments.addAll(settings(folder));
    arguments.addAll(List.of(options));
    return new ArrayList<>(JVM.command(arguments));
  }

  private static List<String> soakOf(ServedDemo demo, Path folder, List<String> options)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", Project.agentJar().toString(), "soak", demo.pid()));
    arguments.addAll(settings(folder));
    arguments.addAll(options);
    return JVM.command(arguments);
  }

  private static List<String> settings(Path folder) {
    return List.of(
        "--set",
        "dir=" + folder.resolve("runs"),
        "--set",
        "config=" + Project.demoConfiguration(),
        "--set",
        "identity.library=" + JVM.standIn());
  }

  private static void await(Process process, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.call()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("not come about");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static String agentLog(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      List<Path> logs = files.filter(file -> file.endsWith("agent.log")).toList();
      assertThat(logs).hasSize(1);
      return Files.readString(logs.get(0));
    }
  }

  private static JsonNode last(String out) throws Exception {
    return MAPPER.readTree(lastLine(out));
  }

  private static String lastLine(String text) {
    List<String> lines = text.lines().toList();
    return lines.get(lines.size() - 1);
  }
}
