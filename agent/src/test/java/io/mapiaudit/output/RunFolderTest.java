package io.mapiaudit.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Instant START = Instant.parse("2024-05-17T09:30:00.999Z");

  @TempDir Path temp;

  @Test
  void folder_is_named_by_pid_and_utc_start() throws IOException {
    RunFolder folder = RunFolder.create(temp.resolve("a/b"), 4711, START);

    assertThat(folder.path()).isEqualTo(temp.resolve("a/b/4711-20240517T093000Z")).isDirectory();
    assertThat(folder.findings()).isEqualTo(folder.path().resolve("findings.jsonl"));
    assertThat(folder.runJson()).isEqualTo(folder.path().resolve("run.json"));
    assertThat(folder.agentLog()).isEqualTo(folder.path().resolve("agent.log"));
  }

  @Test
  void second_and_third_run_of_the_same_second_get_a_number() throws IOException {
    RunFolder.create(temp, 1, START);

    assertThat(RunFolder.create(temp, 1, START).path().getFileName())
        .hasToString("1-20240517T093000Z-2");
    assertThat(RunFolder.create(temp, 1, START).path().getFileName())
        .hasToString("1-20240517T093000Z-3");
  }

  @Test
  void only_the_owner_can_enter() throws IOException {
    Path folder = RunFolder.create(temp, 1, START).path();

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

    assertThatThrownBy(() -> RunFolder.create(file, 1, START))
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
}
