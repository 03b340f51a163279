package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the agent writes is its owner's alone, however little the owner's defaults keep. */
class PermissionsIT {

  private static final String NOBODY = "65534";

  @Test
  void another_user_can_read_nothing_of_a_run_in_a_directory_open_to_all() throws Exception {
    Jvm jvm = LinuxJvm.own();
    boolean root = System.getProperty("user.name").equals("root");
    if (!root) {
      System.out.println("skipping a test of other users' access: only root can become another");
    }
    assumeTrue(root, "only root can become another user");
    Path dir = Project.output(jvm.name() + "/open-to-all");
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
    String options = LoadRun.options(jvm, dir) + ",identity.redact=hash";
    List<String> command = new ArrayList<>(List.of("bash", "-c", "umask 0; exec \"$@\"", "bash"));
    command.addAll(
        jvm.command(
            List.of(
                "-javaagent:" + Project.agentJar() + "=" + options,
                "-cp",
                Project.testClasses().toString(),
                "io.mapiaudit.it.program.Greeting")));

    assertThat(Processes.run(command, Map.of()).exitCode()).isZero();

    Path run = LoadRun.runFolder(dir);
    assertThat(permissions(run)).isEqualTo("rwx------");
    assertThat(permissions(dir.resolve("identity.salt"))).isEqualTo("rw-------");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(dir)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(4);
    for (Path file : files) {
      assertThat(canRead("0", file)).as("root reads %s", file).isTrue();
      assertThat(canRead(NOBODY, file)).as("nobody reads %s", file).isFalse();
    }
  }

  @Test
  void on_windows_only_the_owner_has_an_entry_in_the_folders_list() throws Exception {
    Jvm jvm = new WindowsJvm("11");
    Jvms.assumeUsable(jvm);
    DemoRun run =
        new DemoRun(jvm, "service-account", "permissions", "jna")
            .agentOption("identity.redact=hash");

    assertThat(run.withAgent().exitCode()).isZero();

    // The lab keeps access lists as the permissions of Linux; the group is not that of others.
    String folder = permissions(run.runFolder());
    String salt = permissions(run.folder().resolve("identity.salt"));
    System.out.println(jvm + " made the run's folder " + folder + " and the secret " + salt);
    assertThat(folder).startsWith("rwx").endsWith("---");
    assertThat(salt).startsWith("rw").endsWith("---");
  }

  private static boolean canRead(String user, Path file) throws Exception {
    List<String> command =
        List.of(
            "setpriv",
            "--reuid",
            user,
            "--regid",
            user,
            "--clear-groups",
            "head",
            "-c",
            "0",
            file.toString());
    return Processes.run(command, Map.of()).exitCode() == 0;
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
