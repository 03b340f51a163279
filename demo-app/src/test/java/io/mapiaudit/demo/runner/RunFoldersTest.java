package io.mapiaudit.demo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {

  @TempDir Path out;

  @Test
  void folderOfAnEarlierRun_isEmptied() throws Exception {
    Path folder = new RunFolders(out).fresh("two-users");
    Files.createFile(folder.resolve("transcript.txt"));
    Files.createFile(Files.createDirectories(folder.resolve("1-a")).resolve("run.json"));

    assertThat(new RunFolders(out).fresh("two-users")).isEqualTo(folder).isEmptyDirectory();
  }

  @Test
  void folderOfSomeoneElse_isLeftAlone() throws Exception {
    Path precious = Files.createDirectories(out.resolve("two-users")).resolve("precious");
    Files.createFile(precious);

    assertThatThrownBy(() -> new RunFolders(out).fresh("two-users"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--out");
    assertThat(precious).exists();
  }
}
