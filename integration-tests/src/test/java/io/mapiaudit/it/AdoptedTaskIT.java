package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tasks in which their thread makes the first call that is audited: nothing was noted when they
 * began, and yet what they leave behind is theirs. Attaching, detaching and switching recording in
 * the midst of tasks loses none, and holds nothing against those whose end is not told.
 */
class AdoptedTaskIT {

  private static final String PROGRAM = "AdoptedTasks";
  private static final String LEFT_BEHIND = "impersonation-left-behind";

  private static final List<String> WAYS =
      List.of(
          "lambda$pool$",
          "lambda$failing$",
          "lambda$scheduled$",
          "lambda$periodic$",
          "AdoptedTasks$1.run(",
          "lambda$forkJoin$",
          "AdoptedTasks$2.compute(",
          "lambda$supplied$",
          "lambda$nested$");

  private static Path classes;

  @BeforeAll
  static void compile() throws Exception {
    classes = Program.compiledForJava8(PROGRAM, Project.demoJar());
  }

  static Stream<Jvm> jvms() {
    return Stream.of(LinuxJvm.ofVersion(8), LinuxJvm.own(), LinuxJvm.ofVersion(25));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void what_a_task_leaves_behind_is_told_when_its_thread_was_first_seen_inside_it(Jvm jvm)
      throws Exception {
    Jvms.assumeUsable(jvm);
    try (ServedDemo program =
        ServedDemo.start(
            jvm,
            "adopted-tasks",
            List.of(
                "-Dmapi.demo.library=" + jvm.path(jvm.standIn()),
                "-cp",
                jvm.path(classes) + jvm.pathSeparator() + jvm.path(Project.demoJar()),
                PROGRAM),
            List.of("jmx=on"))) {
      program.play("begin");
      attach(program);
      // Begun before there were hooks: their end will not be told.
      program.play("touch");
      program.play("finish");
      program.play("clean");
      program.play("begin");
      detach(program);
      assertThat(leftBehind(program, 0)).isEmpty();

      attach(program);
      // Begun under the agent that went. With another one they are followed from here on.
      program.play("touch");
      program.play("finish");
      // Followed, forgotten in between, and followed anew.
      program.play("begin");
      program.play("touch");
      program.play("off");
      program.play("on");
      program.play("touch");
      program.play("finish");
      program.play("all");
      detach(program);
      List<JsonNode> findings = leftBehind(program, 1);

      assertThat(program.end()).isZero();
      for (String way : WAYS) {
        assertThat(findings).as(way).anySatisfy(finding -> assertOrigin(finding, way));
      }
      assertThat(findings)
          .anySatisfy(
              finding -> {
                assertOrigin(finding, "WaitingInPool.act(");
                assertThat(finding.get("count").asInt()).isEqualTo(2);
              });
      assertThat(findings).anySatisfy(finding -> assertOrigin(finding, "WaitingInForkJoin.act("));
      if (!jvm.name().equals("linux-8")) {
        assertThat(findings).anySatisfy(finding -> assertOrigin(finding, "AdoptedTasks.deep("));
      }
    }
  }

  private static void assertOrigin(JsonNode finding, String frame) {
    assertThat(finding.get("originStack").toString()).contains(frame);
    assertThat(finding.at("/expected/source").asText()).isEqualTo("process");
    assertThat(finding.at("/actual/sid").asText()).endsWith("-1001");
  }

  private static void attach(ServedDemo program) throws Exception {
    Jvm.Outcome outcome = program.attach();
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
  }

  private static void detach(ServedDemo program) throws Exception {
    Jvm.Outcome outcome = program.command("detach");
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
  }

  private static List<JsonNode> leftBehind(ServedDemo program, int run) throws Exception {
    Path folder = program.runFolders().get(run);
    assertThat(Files.readString(folder.resolve("agent.log")))
        .doesNotContain("kept from the application");
    return ServedDemo.findings(folder).stream()
        .filter(finding -> finding.get("rule").asText().equals(LEFT_BEHIND))
        .toList();
  }
}
