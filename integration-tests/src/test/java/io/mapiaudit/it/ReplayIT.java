package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What replay finds in a journal is what the live run found, to the byte. */
class ReplayIT {

  /** A line of the demo's list: name, summary. */
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]*) +\\S");

  /** Scenarios whose processes are started one after the other. */
  private static final Map<String, List<String>> ROLES =
      Map.of("fast-fail", List.of("", "restarted"));

  static Stream<Arguments> scenarios() throws IOException, InterruptedException {
    Jvm here = LinuxJvm.own();
    String list = here.run(List.of("-jar", here.path(Project.demoJar()), "list"), Map.of()).out();
    List<String> names = LISTED.matcher(list).results().map(line -> line.group(1)).toList();
    assertThat(names).contains("async-notifications", "fast-fail", "terminal-services");
    return Jvms.all().flatMap(jvm -> names.stream().map(name -> Arguments.of(jvm, name)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  void replay_gives_the_lines_of_the_live_run(Jvm jvm, String scenario) throws Exception {
    Jvms.assumeUsable(jvm);
    DemoRun run = new DemoRun(jvm, scenario, "replayed", "jna");
    for (String role : ROLES.getOrDefault(scenario, List.of(""))) {
      Jvm.Outcome outcome = run.roleWithAgent(role);
      boolean killed = scenario.equals("fast-fail") && role.isEmpty();
      assertThat(outcome.exitCode() != 0).as("%s", outcome).isEqualTo(killed);
    }

    assertThat(run.runFolders()).isNotEmpty();
    for (Path folder : run.runFolders()) {
      compare(folder);
    }
    if (scenario.equals("terminal-services") && !jvm.isWindows()) {
      // There a process cannot choose its Windows session.
      assertThat(replay(run.runFolders()).out()).contains("\"rule\":\"windows-session-split\"");
    }
  }

  private static void compare(Path folder) throws IOException, InterruptedException {
    Jvm.Outcome replayed = replay(List.of(folder));
    assertThat(replayed.exitCode()).as("exit code; %s", replayed).isIn(0, 1);
    String live = Files.readString(folder.resolve("findings.jsonl"));
    Files.writeString(folder.resolve("replayed.jsonl"), replayed.out());
    if (Files.readString(folder.resolve("agent.log")).contains("agent - ended")) {
      assertThat(replayed.err()).isEmpty();
      assertThat(replayed.out()).as("replay of %s", folder).isEqualTo(live);
    } else {
      // Killed: what the engine had not come to, and that the run ended so, only replay tells.
      assertThat(replayed.out()).as("replay of %s", folder).startsWith(live);
      assertThat(replayed.out()).contains("\"rule\":\"ended-abruptly-while-impersonating\"");
    }
  }

  private static Jvm.Outcome replay(List<Path> folders) throws IOException, InterruptedException {
    Jvm here = LinuxJvm.own();
    List<String> arguments =
        new ArrayList<>(List.of("-jar", here.path(Project.agentJar()), "replay", "--json"));
    folders.forEach(folder -> arguments.add(here.path(folder)));
    return here.run(arguments, Map.of());
  }
}
