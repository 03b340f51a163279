package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent itself fails, or has nothing left to work with, and the application does not notice.
 */
class InjectedFaultsIT {

  private static final Jvm JVM = LinuxJvm.own();
  private static final String FAULTY = "io.mapiaudit.it.program.FaultySink";

  @ParameterizedTest(name = "{0}, {1}, {2} the agent''s work")
  @CsvSource({
    "async-notifications, jna, before",
    "async-notifications, jna-direct, before",
    "async-notifications, com, before",
    "async-notifications, jni, before",
    "thread-pool, jna, before",
    "async-notifications, jna, after",
    "async-notifications, com, after",
    "thread-pool, jni, after",
  })
  void every_hook_of_the_agent_fails_and_the_program_does_as_without_it(
      String scenario, String bridge, String when) throws Exception {
    DemoRun run = new DemoRun(JVM, scenario, "faults-" + bridge + "-" + when, bridge);
    Path report = run.folder().resolveSibling("faults-" + bridge + "-" + scenario + "-" + when);
    List<String> plain = run.program(List.of(Project.demoJar().toString()));
    List<String> faulty =
        new ArrayList<>(
            run.program(List.of(Project.demoJar().toString(), Project.testClasses().toString())));
    faulty.addAll(faulty.indexOf(DemoRun.MAIN), List.of(FAULTY, when, report.toString()));

    Jvm.Outcome without = JVM.run(plain, Map.of());
    Jvm.Outcome with = run.withAgent(List.of(), faulty);

    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err()).isEqualTo(without.err());
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(Files.readAllLines(report)).containsAll(expected(scenario, bridge));
    assertThat(run.agentLog())
        .contains("kept from the application")
        .contains("IllegalStateException: injected", "OutOfMemoryError: injected")
        .contains("StackOverflowError", "NoClassDefFoundError: injected")
        .contains("agent - ended");
  }

  /** What certainly is called; what ends a call is only where one began. */
  private static Set<String> expected(String scenario, String bridge) {
    Set<String> methods = new TreeSet<>(Set.of("threadStarting"));
    switch (bridge) {
      case "jna" -> methods.addAll(Set.of("functionEntered", "pointerRead", "callbackEntered"));
      case "jna-direct" -> methods.addAll(Set.of("methodEntered", "functionBound", "needsProxy"));
      case "com" -> methods.addAll(Set.of("comEntered", "functionEntered", "pointerRead"));
      default -> methods.add("methodEntered");
    }
    if (scenario.equals("thread-pool")) {
      methods.remove("callbackEntered");
      methods.addAll(Set.of("taskSubmitted", "taskStarting"));
    }
    return methods;
  }

  @Test
  void the_foreign_linker_works_while_every_hook_fails() throws Exception {
    LinuxJvm jvm = LinuxJvm.ofVersion(25);
    Jvms.assumeUsable(jvm);
    Path classes = Program.compiled(jvm.home(), "FfmExact", List.of());
    Path folder = Project.output(jvm.name() + "/faults-ffm");
    String classPath = classes + ":" + Project.testClasses();
    List<String> common = List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath);
    List<String> plain = new ArrayList<>(common);
    plain.addAll(List.of("FfmExact", jvm.standIn().toString()));
    Path report = folder.resolveSibling("faults-ffm-methods");
    List<String> faulty =
        new ArrayList<>(
            List.of("-javaagent:" + Project.agentJar() + "=" + LoadRun.options(jvm, folder)));
    faulty.addAll(common);
    faulty.addAll(List.of(FAULTY, "before", report.toString()));
    faulty.addAll(List.of("FfmExact", jvm.standIn().toString()));

    Jvm.Outcome without = jvm.run(plain, Map.of());

    assertThat(without.exitCode()).as("%s", without).isZero();
    assertThat(jvm.run(faulty, Map.of())).isEqualTo(without);
    assertThat(Files.readAllLines(report)).contains("downcallLinked", "upcallLinking");
  }

  @Test
  void the_program_goes_on_when_there_is_no_file_handle_left() throws Exception {
    Path folder = Project.output(JVM.name() + "/no-files-left");
    String agent = "-javaagent:" + Project.agentJar() + "=" + LoadRun.options(JVM, folder);

    Jvm.Outcome without = limited("-n 256", List.of(), noFilesLeft("60000"));
    Jvm.Outcome with = limited("-n 256", List.of(agent), noFilesLeft("60000"));

    assertThat(without.exitCode()).as(without.err()).isZero();
    assertThat(with.exitCode()).as(with.err()).isZero();
    assertThat(with.out().lines().sorted().toList())
        .isEqualTo(without.out().lines().sorted().toList());
    assertThat(with.err()).isEqualTo(without.err());
    Path run = LoadRun.runFolder(folder);
    String log = Files.readString(run.resolve("agent.log"));
    assertThat(log).contains("Too many open files").contains("agent - ended");
    Matcher lost = Pattern.compile("(\\d+) could not be recorded").matcher(log);
    assertThat(lost.find()).as(log).isTrue();
    assertThat(RecordedCalls.in(run).events() + Long.parseLong(lost.group(1)))
        .as("events recorded and events told as lost")
        .isGreaterThanOrEqualTo(2L * LoadRun.THREADS * 60_000);
  }

  /**
   * From where the JVM alone just starts, over where the agent leaves the last to it, to enough.
   */
  @ParameterizedTest(name = "{0} file handles")
  @ValueSource(ints = {9, 11, 13, 16, 20, 56, 64})
  void the_program_starts_with_few_file_handles(int handles) throws Exception {
    Path folder = Project.output(JVM.name() + "/few-files-" + handles);
    String agent = "-javaagent:" + Project.agentJar() + "=" + LoadRun.options(JVM, folder);
    List<String> program =
        List.of("-cp", Project.testClasses().toString(), "io.mapiaudit.it.program.Greeting");

    assertUnchanged("-n " + handles, agent, program);
  }

  /** With 4 MiB the JVM itself aborts: it cannot open the agent's jar before it calls the agent. */
  @ParameterizedTest(name = "{0} of heap")
  @ValueSource(strings = {"8m", "12m", "16m"})
  void the_program_runs_with_little_heap(String heap) throws Exception {
    Path folder = Project.output(JVM.name() + "/little-heap-" + heap);
    String agent = "-javaagent:" + Project.agentJar() + "=" + LoadRun.options(JVM, folder);
    List<String> program = new ArrayList<>(List.of("-Xmx" + heap));
    program.addAll(load("2000"));

    assertUnchanged("-c 0", agent, program);
  }

  private static void assertUnchanged(String limit, String agent, List<String> program)
      throws Exception {
    Jvm.Outcome without = limited(limit, List.of(), program);
    Jvm.Outcome with = limited(limit, List.of(agent), program);
    assertThat(without.exitCode()).as("without the agent: %s", without.err()).isZero();
    assertThat(with.exitCode()).as("with the agent: %s", with.err()).isZero();
    assertThat(with.out().lines().sorted().toList())
        .isEqualTo(without.out().lines().sorted().toList());
    assertThat(with.err().lines()).allMatch(line -> line.startsWith("mapi-audit: "));
  }

  private static List<String> load(String calls) {
    return List.of(
        "-Dmapi.demo.library=" + JVM.standIn(),
        "-cp",
        Project.demoJar().toString(),
        "io.mapiaudit.demo.load.LoadDriver",
        "4",
        calls,
        "0",
        "0");
  }

  private static List<String> noFilesLeft(String calls) {
    List<String> program = new ArrayList<>(load(calls));
    program.set(2, Project.demoJar() + ":" + Project.testClasses());
    program.set(3, "io.mapiaudit.it.program.NoFilesLeft");
    return program;
  }

  /** Runs a program under a limit that the shell sets. */
  private static Jvm.Outcome limited(String limit, List<String> options, List<String> program)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit " + limit + "; exec \"$@\"", "bash"));
    command.addAll(JVM.command(Stream.concat(options.stream(), program.stream()).toList()));
    return Processes.run(command, Map.of());
  }
}
