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

/** Work that is given to virtual threads and to what else Java 25 has that older ones have not. */
class VirtualThreadIT {

  private static final String PROGRAM = "VirtualThreads";
  private static final String VIRTUAL = "virtual-thread-impersonation";

  private static final String[] WAYS = {
    "started", "built", "made", "executed", "structured", "delayed", "delayedStage",
  };

  private static final Set<String> ON_PLATFORM_THREADS = Set.of("delayed", "delayedStage");
  private static final LinuxJvm JDK = LinuxJvm.ofVersion(25);

  private static Path classes;

  @BeforeAll
  static void compile() throws Exception {
    Jvms.assumeUsable(JDK);
    classes =
        Program.compiled(
            JDK.home(),
            PROGRAM,
            List.of(Project.demoJar()),
            "--release",
            "25",
            // Structured concurrency is a preview there.
            "--enable-preview");
  }

  static Stream<Jvm> jvms() {
    return Stream.<Jvm>of(JDK, new WindowsJvm("25"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void work_that_loses_its_identity_is_told_with_who_gave_it_and_where(Jvm jvm) throws Exception {
    Program run = run(jvm, "lost");

    assertThat(run.rulesAboveMedium()).containsExactly("identity-not-propagated");
    List<JsonNode> findings = run.findings("identity-not-propagated");
    for (String way : WAYS) {
      assertThat(findings)
          .as(way)
          .anySatisfy(
              finding -> {
                assertThat(finding.get("originStack").toString())
                    .contains("VirtualThreads." + way + "(", "VirtualThreads.main(");
                assertThat(finding.get("stack").toString())
                    .contains("VirtualThreads.lambda$" + way + "$");
                assertThat(finding.at("/thread/virtual").asBoolean())
                    .isEqualTo(!ON_PLATFORM_THREADS.contains(way));
                assertThat(finding.at("/thread/attached").asBoolean()).isFalse();
                assertThat(finding.at("/expected/sid").asText()).endsWith("-1001");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void impersonation_on_a_virtual_thread_is_told(Jvm jvm) throws Exception {
    Program run = run(jvm, "impersonating");

    assertThat(run.rulesAboveMedium()).containsExactly(VIRTUAL);
    JsonNode finding = run.findings(VIRTUAL).get(0);
    assertThat(finding.at("/thread/virtual").asBoolean()).isTrue();
    assertThat(finding.at("/thread/name").asText()).isEqualTo("careless");
    assertThat(finding.at("/thread/creator").asText()).isEqualTo("main");
    assertThat(finding.at("/operation/name").asText()).isEqualTo("ImpersonateLoggedOnUser");
    assertThat(finding.at("/actual/sid").asText()).endsWith("-1001");
    assertThat(finding.get("stack").toString()).contains("VirtualThreads.lambda$impersonating");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void virtual_threads_without_impersonation_are_clean(Jvm jvm) throws Exception {
    assertThat(run(jvm, "clean").findings()).isEmpty();
  }

  private static Program run(Jvm jvm, String mode) throws Exception {
    Jvms.assumeUsable(jvm);
    Program run =
        new Program(jvm, classes, PROGRAM, mode)
            .library(Project.demoJar())
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()))
            .jvmOption("--enable-preview")
            .jvmOption("--enable-native-access=ALL-UNNAMED");
    assertThat(run.audited(mode).out()).contains("done");
    assertThat(run.agentLog()).doesNotContain("kept from the application");
    assertThat(run.problems()).isEmpty();
    return run;
  }
}
