package io.mapiaudit.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHandlesTest {

  @TempDir Path process;

  private FileHandles handles(String soft, int open) throws IOException {
    Files.write(
        process.resolve("limits"),
        ("Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max processes             1                    1                    processes \n"
                + String.format(
                    "Max open files            %-20s 1048576              files     \n", soft)
                + "Max locked memory         1                    1                    bytes     \n")
            .getBytes(StandardCharsets.US_ASCII));
    Path fd = Files.createDirectory(process.resolve("fd"));
    for (int i = 0; i < open; i++) {
      Files.createFile(fd.resolve(String.valueOf(i)));
    }
    return new FileHandles(process);
  }

  @Test
  void asManyAsTheAgentNeeds_areEnough() throws IOException {
    FileHandles enough = handles(String.valueOf(10 + FileHandles.NEEDED), 10);
    assertThatCode(enough::require).doesNotThrowAnyException();
  }

  @Test
  void oneLess_isTooFew_andTheMessageHasTheFix() throws IOException {
    FileHandles few = handles(String.valueOf(9 + FileHandles.NEEDED), 10);
    assertThatThrownBy(few::require)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("may open 57 files and has 10 open")
        .hasMessageEndingWith("Fix: raise the limit (ulimit -n, LimitNOFILE) by 1 or more");
  }

  @Test
  void noLimit_isEnough() throws IOException {
    FileHandles unlimited = handles("unlimited", 10);
    assertThatCode(unlimited::require).doesNotThrowAnyException();
  }

  @Test
  void aSystemThatDoesNotTell_isLetPass() {
    assertThatCode(new FileHandles(process.resolve("nowhere"))::require).doesNotThrowAnyException();
  }

  @Test
  void thisProcess_canBeAsked() {
    assertThatCode(new FileHandles()::require).doesNotThrowAnyException();
  }
}
