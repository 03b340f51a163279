package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an impersonated thread got its token: by a library on top of JNA, or nobody saw where. */
class ImpersonationOriginIT {

  private static final String PROGRAM = "WindowsIdentities";

  private static Path classes;
  private static Path waffle;

  @BeforeAll
  static void compile() throws Exception {
    waffle = Project.jna("waffle-jna-3.3.0.jar");
    classes = Program.compiledForJava8(PROGRAM, Project.demoJar(), waffle);
  }

  /** Waffle calls Windows' own libraries, so the stand-in for tokens is of no use. */
  static Stream<Jvm> jvms() {
    return Stream.of(new WindowsJvm("11"), new WindowsJvm("25"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void token_set_by_waffle_is_traced_to_it(Jvm jvm) throws Exception {
    for (JsonNode finding : findings(jvm, "waffle")) {
      assertThat(finding.get("originStack").toString())
          .contains(
              "ImpersonateLoggedOnUser(",
              "waffle.windows.auth.impl.WindowsIdentityImpl.impersonate(",
              "WindowsIdentities.byWaffle(");
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void token_set_by_a_call_nobody_saw_has_no_origin_but_its_findings(Jvm jvm) throws Exception {
    for (JsonNode finding : findings(jvm, "system")) {
      assertThat(finding.get("originStack")).isEmpty();
    }
  }

  private static List<JsonNode> findings(Jvm jvm, String way) throws Exception {
    Jvms.assumeUsable(jvm);
    Program run =
        new Program(jvm, classes, PROGRAM, way)
            .library(waffle)
            .library(Project.demoJar())
            .jvmOption("-Dmapi.demo.library=" + jvm.path(jvm.standIn()));
    assertThat(run.audited(way).out()).contains("lost", "done");
    assertThat(run.rulesAboveMedium())
        .containsExactlyInAnyOrder("async-notification-in-process-identity", "registration-lost");
    assertThat(run.findings("async-notification-in-process-identity").get(0).at("/expected/sid"))
        .hasToString("\"S-1-5-20\"");
    return run.findings();
  }
}
