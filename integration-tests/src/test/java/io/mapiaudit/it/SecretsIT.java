package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is handed to audited calls stays there: no file and no command tells it. */
class SecretsIT {

  private static final Jvm JVM = LinuxJvm.own();
  private static final String PROGRAM = "io.mapiaudit.it.program.Secrets";

  @Test
  void no_argument_but_a_profiles_name_is_recorded_anywhere() throws Exception {
    Leaks leaks = run("secrets", "");

    assertThat(leaks.of(List.of("secret-"))).isEmpty();
    // The same search finds what is recorded.
    assertThat(leaks.of(List.of("CORP\\alice", "alice-worker"))).isNotEmpty();
  }

  @Test
  void with_hashing_neither_names_of_threads_and_profiles_nor_users_are() throws Exception {
    Leaks leaks = run("secrets-hashed", ",identity.redact=hash");

    assertThat(leaks.of(List.of("secret-", "alice", "CORP", "S-1-5-21-", "1004336348"))).isEmpty();
    assertThat(leaks.of(List.of("name-"))).isNotEmpty();
  }

  private static Leaks run(String name, String options) throws Exception {
    Path dir = Project.output(JVM.name() + "/" + name);
    Path configuration =
        Files.writeString(
            dir.resolveSibling(name + ".conf"),
            """
            mapi.audit.entry-points = [
              { class = "PROGRAM", method = logon, kind = logon, session = return, profile = arg1 }
              { class = "PROGRAM", method = send, kind = call, session = arg0 }
              { class = "PROGRAM", method = onNotify, kind = notification, session = arg0 }
              { class = "PROGRAM", method = release, kind = release, session = arg0, result = count }
            ]
            """
                .replace("PROGRAM", PROGRAM));
    List<String> command =
        List.of(
            "-javaagent:%s=%s,config=%s%s"
                .formatted(Project.agentJar(), LoadRun.options(JVM, dir), configuration, options),
            "-Dmapi.demo.library=" + JVM.standIn(),
            "-Dsecret=secret-property",
            "-cp",
            Project.demoJar() + ":" + Project.testClasses(),
            PROGRAM,
            Project.agentJar().toString(),
            "secret-argument");

    Jvm.Outcome outcome = JVM.run(command, Map.of("SECRET", "secret-variable"));

    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.out()).contains("Calls:", "logon 2", "\"suppressedErrors\":[]");
    RecordedCalls calls = RecordedCalls.in(LoadRun.runFolder(dir));
    assertThat(calls.entryPoints())
        .anyMatch(point -> point.startsWith("logon jna MAPILogonEx"))
        .anyMatch(point -> point.startsWith("call jni") && point.endsWith("Secrets.send"))
        .anyMatch(point -> point.startsWith("notification jni"));
    return new Leaks()
        .folder(dir)
        .text("status and program", outcome.out())
        .text("error output", outcome.err());
  }
}
