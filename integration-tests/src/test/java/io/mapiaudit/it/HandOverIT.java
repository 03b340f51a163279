package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is given away to threads, pools, timers and futures, on old and new Java versions. */
class HandOverIT {

  private static final String PROGRAM = "HandOvers";

  private static final String[] WAYS = {
    "thread",
    "threadSubclass",
    "pool",
    "scheduled",
    "periodic",
    "timer",
    "forkJoin",
    "forked",
    "parallelStream",
    "supplied",
    "dependent",
    "nested",
  };

  /** Threads that end with their token, and work that the giving thread takes part in. */
  private static final Set<String> NOT_POOLED =
      Set.of("thread", "threadSubclass", "parallelStream");

  private static Path classes;

  @BeforeAll
  static void compile() throws Exception {
    classes = Program.compiledForJava8(PROGRAM, Project.demoJar());
  }

  static Stream<Jvm> jvms() {
    return Stream.of(
        LinuxJvm.ofVersion(8),
        LinuxJvm.own(),
        LinuxJvm.ofVersion(25),
        new WindowsJvm("11"),
        new WindowsJvm("25"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void work_that_loses_its_identity_is_told_with_who_gave_it_and_where(Jvm jvm) throws Exception {
    List<JsonNode> findings = run(jvm, "lost", "").findings("identity-not-propagated");

    for (String way : WAYS) {
      assertThat(findings)
          .as(way)
          .anySatisfy(
              finding -> {
                assertThat(finding.get("originStack").toString())
                    .contains("HandOvers." + way + "(", "HandOvers.main(");
                assertThat(finding.get("stack").toString())
                    .contains("HandOvers.work(", frameOf(way));
                assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
                assertThat(finding.at("/actual/source").asText()).isEqualTo("process");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void impersonation_left_behind_is_told_with_who_set_it(Jvm jvm) throws Exception {
    List<JsonNode> findings = run(jvm, "left-behind", "").findings("impersonation-left-behind");

    for (String way : WAYS) {
      if (!NOT_POOLED.contains(way)) {
        assertThat(findings).as(way).anySatisfy(finding -> assertLeftBehind(way, finding));
      }
    }
  }

  private static void assertLeftBehind(String way, JsonNode finding) {
    assertThat(finding.get("originStack").toString()).contains("HandOvers.work(", frameOf(way));
    assertThat(finding.at("/actual/sid").asText()).endsWith("-1001");
    assertThat(finding.at("/expected/source").asText()).isEqualTo("process");
    assertThat(finding.at("/operation/name").asText()).isEqualTo("ImpersonateLoggedOnUser");
  }

  /** What the stack of the work shows of how it was given away. */
  private static String frameOf(String way) {
    return switch (way) {
      case "threadSubclass" -> "HandOvers$1.run(";
      case "timer" -> "HandOvers$2.run(";
      case "forked" -> "HandOvers$Leaf.compute(";
      default -> "HandOvers.lambda$" + way + "$";
    };
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void work_that_impersonates_itself_and_reverts_is_clean(Jvm jvm) throws Exception {
    assertThat(run(jvm, "clean", "").findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void nothing_is_known_of_hand_overs_when_switched_off(Jvm jvm) throws Exception {
    Program run = run(jvm, "lost", "threads.tasks=off");

    assertThat(run.findings("identity-not-propagated")).isEmpty();
  }

  private static Program run(Jvm jvm, String mode, String options) throws Exception {
    Jvms.assumeUsable(jvm);
    Program run =
        new Program(jvm, classes, PROGRAM, mode + options.replace('=', '-'))
            .library(Project.demoJar())
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()));
    if (!options.isEmpty()) {
      run.agentOptions(options);
    }
    assertThat(run.audited(mode).out()).contains("done");
    assertThat(run.agentLog()).doesNotContain("kept from the application");
    assertThat(run.problems()).isEmpty();
    return run;
  }
}
