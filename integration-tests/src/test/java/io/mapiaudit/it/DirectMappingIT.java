package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JNA's direct mapping where an agent may break it: renamed functions, other profilers' prefixes,
 * callbacks that have been used before.
 */
class DirectMappingIT {

  @ParameterizedTest
  @ValueSource(strings = {"$$YJP$$", "other_prefix_"})
  void program_is_audited_by_the_functions_real_names_and_prints_the_same(String prefix)
      throws Exception {
    Jvm jvm = LinuxJvm.own();
    Path folder = Project.output(jvm.name() + "/direct-mappings");
    List<String> program =
        List.of(
            "-Djna.profiler.prefix=" + prefix,
            "-Dmapi.demo.library=" + jvm.standIn(),
            "-cp",
            Project.demoJar() + jvm.pathSeparator() + Project.testClasses(),
            "io.mapiaudit.it.program.DirectMappings");

    Jvm.Outcome without = jvm.run(program, Map.of());
    List<String> audited = new ArrayList<>();
    audited.add(
        "-javaagent:%s=dir=%s,identity.library=%s"
            .formatted(Project.agentJar(), folder, jvm.standIn()));
    audited.addAll(program);
    Jvm.Outcome with = jvm.run(audited, Map.of());

    assertThat(without.exitCode()).as("%s", without).isZero();
    assertThat(without.out()).contains("comparison called directly", "notified 1 mail events");
    assertThat(with).isEqualTo(without);
    Path run;
    try (var runs = Files.list(folder)) {
      run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    RecordedCalls calls = RecordedCalls.in(run);
    assertThat(calls.entryPoints())
        .containsExactly(
            "initialize jna-direct MAPIInitialize",
            "logon jna-direct MAPILogonEx",
            "open jna IMAPISession::OpenMsgStore",
            "open jna-direct HrAllocAdviseSink",
            "advise jna IMsgStore::Advise",
            "release jna-direct UlRelease",
            "notification jna io.mapiaudit.demo.binding.Mapi32$NotifCallback.invoke",
            "unadvise jna IMsgStore::Unadvise",
            "release jna IMsgStore::Release",
            "release jna IMAPISession::Release",
            "uninitialize jna-direct MAPIUninitialize");
    assertThat(calls.of("mail events").entered()).isEqualTo(1);
    assertThat(Files.readString(run.resolve("agent.log")))
        .doesNotContain("kept from the application", "out of sight");
  }
}
