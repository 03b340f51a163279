package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo's own table: every scenario gives the findings that are expected of it and none else
 * above medium, on every JVM; and every run's journal, replayed on this machine, gives its findings
 * byte for byte.
 */
class DemoTableIT {

  /** Every scenario is one process at least, and fast-fail two. */
  private static final int LEAST_RUNS = 15;

  /** For all of them, one after the other; the demo bounds each. */
  private static final long TIMEOUT_SECONDS = 800;

  static Stream<Jvm> jvms() {
    return Jvms.all();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void every_scenario_is_judged_as_expected_and_replays_the_same(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path out = Project.output(jvm.name() + "/table");
    List<String> arguments = new ArrayList<>(List.of("-jar", jvm.path(Project.demoJar()), "run"));
    arguments.addAll(List.of("--agent", jvm.path(Project.agentJar()), "--out", jvm.path(out)));

    Jvm.Outcome outcome = Processes.run(jvm.command(arguments), Map.of(), TIMEOUT_SECONDS);

    System.out.println(jvm + "\n" + outcome.out());
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    List<Path> runs = runFolders(out);
    assertThat(runs).hasSizeGreaterThanOrEqualTo(LEAST_RUNS);
    for (Path run : runs) {
      assertThat(replay(run)).as("replay of %s", run).isEqualTo(findings(run));
    }
  }

  private static List<Path> runFolders(Path out) throws Exception {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.endsWith("run.json")).map(Path::getParent).sorted().toList();
    }
  }

  private static String replay(Path run) throws Exception {
    Jvm.Outcome replay =
        LinuxJvm.own()
            .run(
                List.of("-jar", Project.agentJar().toString(), "replay", "--json", run.toString()),
                Map.of());
    assertThat(replay.exitCode()).as("%s", replay).isIn(0, 1);
    return replay.out();
  }

  private static String findings(Path run) throws Exception {
    return Files.readString(run.resolve("findings.jsonl"));
  }
}
