package io.mapiaudit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands answer, and how they end, where something is in the way. */
class CommandIT {

  static Stream<Jvm> jvms() {
    return Jvms.ofEveryRelease();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void list_and_status_tell_who_is_audited(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    try (ServedDemo demo = ServedDemo.start(jvm, "list")) {
      assertThat(listed(jvm, demo).get("audited").asBoolean()).isFalse();
      assertThat(listed(jvm, demo).get("mainClass").asText()).isEqualTo("io.mapiaudit.demo.Main");
      assertThat(listed(jvm, demo).get("bits").asInt()).isEqualTo(64);
      assertThat(json(demo.command("status", "--json")).get("outcome").asText())
          .isEqualTo("absent");
      assertThat(demo.err()).as("nobody was disturbed").doesNotContain("agent");

      assertThat(json(demo.attach("--json")).get("outcome").asText()).isEqualTo("attached");
      assertThat(listed(jvm, demo).get("audited").asBoolean()).isTrue();
      assertThat(json(demo.attach("--json")).get("outcome").asText()).isEqualTo("already");
      JsonNode status = json(demo.command("status", "--json"));
      assertThat(status.get("sawEntryPoint").asBoolean()).isFalse();
      assertThat(demo.command("status").out()).contains("No MAPI entry point has been called");

      assertThat(demo.command("detach").exitCode()).isZero();
      assertThat(listed(jvm, demo).get("audited").asBoolean()).isFalse();
      assertThat(demo.command("detach").exitCode()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void a_start_that_fails_leaves_nothing_and_another_succeeds(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    try (ServedDemo demo = ServedDemo.start(jvm, "failing")) {
      Jvm.Outcome wrongKey = demo.attach("--set", "jurnal.max-size=1MiB");
      assertThat(wrongKey.exitCode()).as(wrongKey.toString()).isEqualTo(2);
      assertThat(wrongKey.err()).contains("jurnal.max-size");

      Jvm.Outcome noTokens = demo.command("attach", "--set", "identity.library=no-such-library");
      assertThat(noTokens.exitCode()).as(noTokens.toString()).isEqualTo(7);
      assertThat(noTokens.err()).contains("no-such-library");

      Jvm.Outcome tooLong = demo.attach("--set", "config=" + "x".repeat(2000));
      assertThat(tooLong.exitCode()).as(tooLong.toString()).isEqualTo(2);

      assertThat(listed(jvm, demo).get("audited").asBoolean()).isFalse();
      assertThat(demo.attach().exitCode()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void another_version_is_refused_even_after_a_detach(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    Path other = otherVersion(Project.output(jvm.name() + "/other-version"));
    try (ServedDemo demo = ServedDemo.start(jvm, "versions")) {
      assertThat(demo.attach().exitCode()).isZero();
      assertThat(run(jvm, other, "attach", demo.pid()).exitCode()).isEqualTo(8);
      assertThat(demo.command("detach").exitCode()).isZero();
      Jvm.Outcome late = run(jvm, other, "attach", demo.pid());
      assertThat(late.exitCode()).as(late.toString()).isEqualTo(8);
      assertThat(late.err()).contains("9.9.9");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void a_process_that_is_not_there_or_does_not_want_it_is_told_apart(Jvm jvm) throws Exception {
    Jvms.assumeUsable(jvm);
    assertThat(run(jvm, Project.agentJar(), "attach", "999999999").exitCode()).isEqualTo(3);
    assertThat(run(jvm, Project.agentJar(), "status", "no.such.Main").exitCode()).isEqualTo(3);
    assertThat(run(jvm, Project.agentJar(), "attach").exitCode()).isEqualTo(2);
    try (ServedDemo demo = ServedDemo.start(jvm, "disabled", "-XX:+DisableAttachMechanism")) {
      Jvm.Outcome outcome = demo.attach();
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(6);
      assertThat(outcome.err()).contains("DisableAttachMechanism");
    }
  }

  @Test
  void an_ambiguous_main_class_lists_the_candidates() throws Exception {
    Jvm jvm = LinuxJvm.own();
    try (ServedDemo one = ServedDemo.start(jvm, "one");
        ServedDemo two = ServedDemo.start(jvm, "two")) {
      Jvm.Outcome outcome = run(jvm, Project.agentJar(), "attach", "mapiaudit*.Main");
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err()).contains(one.pid(), two.pid());
    }
  }

  @Test
  void another_users_process_is_refused() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv");
    Jvm jvm = LinuxJvm.own();
    try (ServedDemo demo = ServedDemo.start(jvm, "foreign")) {
      Path jar =
          Files.copy(
              Project.agentJar(),
              Files.createTempFile("mapi-audit", ".jar"),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      jar.toFile().setReadable(true, false);
      List<String> command =
          new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      command.addAll(jvm.command(List.of("-jar", jar.toString(), "attach", demo.pid())));
      Jvm.Outcome outcome = Processes.run(command, Map.of());
      Files.delete(jar);
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(4);
      assertThat(outcome.err()).contains("another user's");
    }
  }

  @Test
  void discover_finds_the_demos_wrapper_as_its_configuration_has_it() throws Exception {
    Jvm jvm = LinuxJvm.own();
    String demo = jvm.path(Project.demoJar());
    Map<String, String> wanted = new TreeMap<>();
    Matcher line =
        Pattern.compile(
                "class = \"(.*?)\", method = (\\w+), kind = ([\\w-]+)(?:, session = (\\w+))?")
            .matcher(Files.readString(Project.demoConfiguration()));
    while (line.find()) {
      wanted.put(line.group(1) + "." + line.group(2), line.group(3) + " " + line.group(4));
    }

    Map<String, String> found = new TreeMap<>();
    for (JsonNode entry : json(run(jvm, Project.agentJar(), "discover", "--json", demo))) {
      if (entry.get("bridge").asText().equals("jni")) {
        found.put(
            entry.get("class").asText() + "." + entry.get("method").asText(),
            entry.get("kind").asText() + " " + entry.get("session").asText());
      }
    }

    assertThat(wanted).hasSize(12);
    assertThat(found).containsAllEntriesOf(wanted);
    assertThat(found).as("and one method without a kind").hasSize(13);
    assertThat(run(jvm, Project.agentJar(), "discover", demo).out())
        .contains(
            "Mapi32.MAPILogonEx (logon, jna)", "DirectMapi32.UlRelease (release, jna-direct)");
  }

  private static JsonNode listed(Jvm jvm, ServedDemo demo) throws Exception {
    for (JsonNode process : json(run(jvm, Project.agentJar(), "list", "--json"))) {
      if (process.get("pid").asText().equals(demo.pid())) {
        return process;
      }
    }
    throw new AssertionError("not listed: " + demo.pid());
  }

  private static Jvm.Outcome run(Jvm jvm, Path jar, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-jar", jvm.path(jar)));
    arguments.addAll(List.of(words));
    return jvm.run(arguments, Map.of());
  }

  private static JsonNode json(Jvm.Outcome outcome) throws Exception {
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  /** The agent's jar as of version 9.9.9. */
  private static Path otherVersion(Path folder) throws Exception {
    Path jar = folder.resolve("mapi-audit-agent.jar");
    try (ZipFile in = new ZipFile(Project.agentJar().toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry : in.stream().toList()) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          bytes =
              new String(bytes, UTF_8)
                  .replaceAll("(Implementation-Version: )\\S+", "$19.9.9")
                  .getBytes(UTF_8);
        } else if (entry.getName().endsWith("build.properties")) {
          bytes = "version=9.9.9\n".getBytes(UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
      }
    }
    return jar;
  }
}
