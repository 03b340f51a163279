package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Instant START = Instant.parse("2024-05-17T09:30:00.999Z");

  @TempDir Path temp;

  @Test
  void folder_is_named_by_pid_and_utc_start() throws IOException {
    RunFolder folder = RunFolder.create(temp.resolve("a/b"), true, 4711, START);

    assertThat(folder.path()).isEqualTo(temp.resolve("a/b/4711-20240517T093000Z")).isDirectory();
    assertThat(folder.findings()).isEqualTo(folder.path().resolve("findings.jsonl"));
    assertThat(folder.runJson()).isEqualTo(folder.path().resolve("run.json"));
    assertThat(folder.agentLog()).isEqualTo(folder.path().resolve("agent.log"));
  }

  @Test
  void second_and_third_run_of_the_same_second_get_a_number() throws IOException {
    RunFolder.create(temp, true, 1, START);

    assertThat(RunFolder.create(temp, true, 1, START).path().getFileName())
        .hasToString("1-20240517T093000Z-2");
    assertThat(RunFolder.create(temp, true, 1, START).path().getFileName())
        .hasToString("1-20240517T093000Z-3");
  }

  @Test
  void only_the_owner_can_enter() throws IOException {
    Path folder = RunFolder.create(temp, true, 1, START).path();

    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    } else {
      AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
      assumeTrue(view != null, "no access control on this file system");
      assertThat(view.getAcl()).allMatch(entry -> isOwner(view, entry.principal()));
    }
  }

  private static boolean isOwner(AclFileAttributeView view, Object principal) {
    try {
      return view.getOwner().equals(principal);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void configured_directory_that_cannot_be_used_is_named_with_its_key() throws IOException {
    Path file = Files.createFile(temp.resolve("taken"));

    assertThatThrownBy(() -> RunFolder.create(file, true, 1, START))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("'dir'");
  }

  @Test
  void next_default_is_used_when_the_former_cannot_be_written() throws IOException {
    Path file = Files.createFile(temp.resolve("taken"));
    Path second = temp.resolve("second");

    RunFolder folder = RunFolder.create(null, Arrays.asList(file, second), 1, START);

    assertThat(folder.path()).isEqualTo(second.resolve("1-20240517T093000Z"));
  }

  @Test
  void no_default_that_can_be_written_is_an_error_with_the_way_out() throws IOException {
    Path file = Files.createFile(temp.resolve("taken"));

    assertThatThrownBy(() -> RunFolder.create(null, Arrays.asList(file, file), 1, START))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("set the key 'dir'");
  }

  @Test
  void a_default_directory_is_made_for_its_owner_alone() throws IOException {
    assumePosix();
    Path dir = temp.resolve("mapi-audit");

    RunFolder.create(null, Collections.singletonList(dir), 1, START);

    assertThat(permissions(dir)).isEqualTo("rwx------");
  }

  @Test
  void a_configured_directory_keeps_its_wide_permissions_and_the_folder_is_closed()
      throws IOException {
    assumePosix();
    Path dir = Files.createDirectory(temp.resolve("wide"));
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));

    Path folder = RunFolder.create(dir, true, 1, START).path();

    assertThat(permissions(dir)).isEqualTo("rwxrwxrwx");
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void a_default_directory_that_others_can_change_is_passed_over() throws IOException {
    assumePosix();
    Path wide = Files.createDirectory(temp.resolve("wide"));
    Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertPassedOver(wide);
  }

  @Test
  void a_default_directory_of_another_user_is_passed_over() throws IOException {
    assumeRoot();
    Path foreign = Files.createDirectory(temp.resolve("foreign"));
    Files.setAttribute(foreign, "unix:uid", 65_534);

    assertPassedOver(foreign);
  }

  @Test
  void another_users_link_to_an_own_directory_is_passed_over() throws IOException {
    assumeRoot();
    Path own = Files.createDirectory(temp.resolve("own"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), own);
    Files.setAttribute(link, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);

    assertPassedOver(link);
  }

  @Test
  void a_link_in_the_place_of_the_folder_is_not_followed() throws IOException {
    assumePosix();
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(temp.resolve("1-20240517T093000Z"), elsewhere);

    assertThat(RunFolder.create(temp, true, 1, START).path().getFileName())
        .hasToString("1-20240517T093000Z-2");
    assertThat(elsewhere).isEmptyDirectory();
  }

  private void assertPassedOver(Path dir) throws IOException {
    Path next = temp.resolve("next");

    RunFolder folder = RunFolder.create(null, Arrays.asList(dir, next), 1, START);

    assertThat(folder.path()).hasParent(next);
    assertThat(dir).isEmptyDirectory();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void assumePosix() {
    assumeTrue(
        temp.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "no POSIX permissions on this file system");
  }

  private void assumeRoot() {
    assumePosix();
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
  }
}
