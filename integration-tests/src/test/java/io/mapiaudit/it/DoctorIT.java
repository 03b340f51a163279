package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the doctor says of programs that can be audited and of those that cannot, and the fix. */
class DoctorIT {

  static Stream<Jvm> jvms() {
    return Jvms.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void a_healthy_program_can_be_audited_before_and_while_it_is(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    try (ServedDemo demo = ServedDemo.start(jvm, "doctor-healthy")) {
      Jvm.Outcome unloaded = demo.command("doctor", settings(jvm));
      assertThat(unloaded.exitCode()).as(unloaded.toString()).isZero();
      assertThat(unloaded.out())
          .contains("no MAPI library so far", "JNA 5.", "It can be audited")
          .containsPattern("ok +tokens +read through")
          .containsPattern("ok +dir +")
          .containsPattern("ok +identity.library +|ok +tokens +read through advapi32");
      assertThat(demo.err()).as("nothing was loaded into it").doesNotContain("agent");

      assertThat(demo.attach().exitCode()).isZero();
      demo.play("async-notifications --bridge jna");
      Jvm.Outcome audited = demo.command("doctor");
      assertThat(audited.exitCode()).as(audited.toString()).isZero();
      assertThat(audited.out())
          .contains("audits it; its self-test has passed", "mapidemo", "none was kept from")
          .containsPattern("bridges +hooked: jna")
          .containsPattern("never seen +entry points of io.mapiaudit.demo.binding.NativeMapi");
      Jvm.Outcome status = demo.command("status");
      assertThat(status.out())
          .contains("Bridges: jna", "Never seen so far:", "demo.binding.NativeMapi: no class of")
          .doesNotContain("bridge jna: it is hooked", "kind notification");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void a_program_without_mapi_is_warned_of(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path classes =
        Program.compiled(LinuxJvm.own().home(), "Idle", List.of(), "--release", "8", "-Xlint:none");
    Process idle =
        new ProcessBuilder(jvm.command(List.of("-cp", jvm.path(classes), "Idle"))).start();
    try (BufferedReader out = idle.inputReader()) {
      assertThat(out.readLine()).isEqualTo("idle");
      Jvm.Outcome outcome = doctor(jvm, "Idle", settings(jvm));
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      assertThat(outcome.out())
          .containsPattern("warn +MAPI +none: the process has loaded no MAPI library")
          .contains("Fix: see that this is the right process")
          .doesNotContain("cannot be audited");
    } finally {
      idle.descendants().forEach(ProcessHandle::destroyForcibly);
      idle.destroyForcibly();
    }
  }

  /** Values that the test writes into the lab's registry come back; they are taken out again. */
  @Test
  void registry_module_and_token_facts_of_windows_are_told() throws Exception {
    Jvm jvm = new WindowsJvm("11");
    Jvms.assumeUsable(jvm);
    try (WindowsRegistryKeys keys = new WindowsRegistryKeys()) {
      keys.add("Software\\Microsoft\\Exchange", "MapiHttpDisabled", "REG_DWORD", "1");
      String profiles = "Software\\Microsoft\\Office\\15.0\\Outlook\\Profiles";
      keys.add(profiles + "\\doctor-quiet\\0a0d", "00036604", "REG_BINARY", "20000000");
      keys.add(profiles + "\\doctor-loud\\0a0d", "00036604", "REG_BINARY", "00000000");
      keys.add(profiles + "\\Deleted Profiles 1f2e\\doctor-gone", "x", "REG_SZ", "x");
      String sid = keys.user();

      Jvm.Outcome machine = doctor(jvm, null);
      assertThat(machine.exitCode()).as(machine.toString()).isZero();
      assertThat(machine.out())
          .containsPattern("ok +HKCU +is the hive of " + sid)
          .containsPattern("ok +transport +rpc-http: MapiHttpDisabled is 1 in the hive of " + sid)
          .containsPattern("note +profiles +2 of this user, 1 of them with CONNECT_NO_NOTIF")
          .containsPattern("warn +deleted profiles +1 marked as deleted and still there")
          .containsPattern("ok +mapi32.dll +\\S+mapi32.dll, 64-bit, version 1\\.0\\.0\\.0")
          .containsPattern("ok +account +\\S+ \\(" + sid + "\\)")
          .containsPattern("note +process +(not )?elevated; Windows session 1")
          .containsPattern("ok +threads +of \\d+ threads of this command the start address");

      try (ServedDemo demo = ServedDemo.start(jvm, "doctor-facts")) {
        assertThat(demo.attach("--set", "transport=auto").exitCode()).isZero();
        demo.play("async-notifications --bridge jna");
        Jvm.Outcome audited = demo.command("doctor");
        assertThat(audited.exitCode()).as(audited.toString()).isZero();
        assertThat(audited.out())
            .containsPattern("note +process +(not )?elevated; HKCU is the hive of " + sid)
            .containsPattern("note +user +" + sid + ": Windows session 1, MapiHttpDisabled 1")
            .containsPattern("ok +transport +rpc-http: MapiHttpDisabled is 1 for the user of the")
            .containsOnlyOnce("transport  ")
            .containsPattern("note +rpcrt4.dll +loaded, version ")
            .containsPattern("ok +threads +\\d+ of \\d+ threads; the last look took");
      }
    }
  }

  @Test
  void obstacles_and_wrong_configuration_are_told_with_their_fix_and_exit_code() throws Exception {
    Jvm jvm = LinuxJvm.own();
    String gone = Project.output("doctor").resolve("gone.conf").toString();
    try (ServedDemo disabled =
            ServedDemo.start(jvm, "doctor-disabled", "-XX:+DisableAttachMechanism");
        ServedDemo misconfigured =
            ServedDemo.start(jvm, "doctor-config", "-Dmapi.audit.config=" + gone)) {
      Jvm.Outcome outcome = disabled.command("doctor", settings(jvm));
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(6);
      assertThat(outcome.out())
          .containsPattern("problem +attaching +process \\d+ was started with -XX:\\+Disable")
          .contains("Fix: start it without that option, or with -javaagent");

      JsonNode wrong = json(misconfigured.command("doctor", "--json"), 2);
      assertThat(wrong.get("auditable").asBoolean()).isFalse();
      JsonNode problem =
          problems(wrong).stream()
              .filter(check -> check.get("name").asText().equals("config"))
              .findFirst()
              .orElseThrow();
      assertThat(problem.get("text").asText()).contains("system property", gone);
      assertThat(problem.get("fix").asText())
          .isEqualTo("name a readable HOCON file, or leave the key out");
    }
    assertThat(doctor(jvm, "999999999").exitCode()).isEqualTo(3);
    Jvm.Outcome noTokens = doctor(jvm, null);
    assertThat(noTokens.exitCode()).as(noTokens.toString()).isEqualTo(7);
    assertThat(noTokens.out()).contains("Fix: audit the program where it runs, on Windows");
  }

  @Test
  void another_users_program_is_told() throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    if (!root || !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      System.out.println("skipping the doctor of another user's program: needs root and setpriv");
    }
    assumeTrue(root, "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv");
    Jvm jvm = LinuxJvm.own();
    Path jar = Files.createTempFile("mapi-audit", ".jar");
    try (ServedDemo demo = ServedDemo.start(jvm, "doctor-foreign")) {
      Files.copy(Project.agentJar(), jar, StandardCopyOption.REPLACE_EXISTING);
      jar.toFile().setReadable(true, false);
      List<String> command =
          new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      command.addAll(jvm.command(List.of("-jar", jar.toString(), "doctor", demo.pid())));
      Jvm.Outcome outcome = Processes.run(command, Map.of());
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(4);
      assertThat(outcome.out())
          .contains("is another user's (root)", "Fix: run this command as the user of the process");
    } finally {
      Files.delete(jar);
    }
  }

  /** What an agent for the demo is given. */
  private static String[] settings(Jvm jvm) {
    String dir = "dir=" + jvm.path(Project.output(jvm.name() + "/doctor-runs"));
    return jvm.isWindows()
        ? new String[] {"--set", dir}
        : new String[] {"--set", dir, "--set", "identity.library=" + jvm.path(jvm.standIn())};
  }

  private static Jvm.Outcome doctor(Jvm jvm, String target, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", jvm.path(Project.agentJar()), "doctor"));
    if (target != null) {
      arguments.add(target);
    }
    arguments.addAll(List.of(options));
    return jvm.run(arguments, Map.of());
  }

  private static List<JsonNode> problems(JsonNode diagnosis) {
    List<JsonNode> problems = new ArrayList<>();
    for (JsonNode check : diagnosis.get("checks")) {
      if (check.get("level").asText().equals("problem")) {
        assertThat(check.get("fix").asText()).as(check.toString()).isNotEmpty();
        problems.add(check);
      }
    }
    return problems;
  }

  private static JsonNode json(Jvm.Outcome outcome, int exitCode) throws Exception {
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
    return new ObjectMapper().readTree(outcome.out());
  }
}
