package io.mapiaudit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFilesTest {

  @TempDir Path folder;

  @Test
  void whatProcShows_isRead() throws IOException {
    file("cmdline", "java\0-Dmapi.audit.dir=/a b\0Main\0");
    file("environ", "A=1\0MAPI_AUDIT_LOG=off\0=odd\0B=x=y\0");
    file(
        "maps",
        "7f00-7f01 r-xp 00000000 fe:00 12   /lib/libc.so.6\n"
            + "7f01-7f02 rw-p 00000000 00:00 0\n"
            + "7f02-7f03 r-xp 00000000 fe:00 13   /opt/a b/libmapidemo.so\n"
            + "7f03-7f04 r--p 00000000 fe:00 13   /opt/a b/libmapidemo.so\n"
            + "7ffc-7ffd rw-p 00000000 00:00 0    [stack]\n");
    Files.createDirectory(folder.resolve("fd"));
    Files.createSymbolicLink(folder.resolve("fd/3"), Paths.get("/app/jna-5.6.0.jar"));
    Files.createSymbolicLink(folder.resolve("fd/4"), Paths.get("/dev/null"));
    Files.createSymbolicLink(folder.resolve("cwd"), Paths.get("/app"));

    ProcessFiles files = new ProcessFiles(folder);

    assertThat(files.command()).startsWith("java", "-Dmapi.audit.dir=/a b", "Main");
    assertThat(files.environment())
        .hasSize(3)
        .containsEntry("MAPI_AUDIT_LOG", "off")
        .containsEntry("B", "x=y");
    assertThat(files.mapped()).containsExactly("/lib/libc.so.6", "/opt/a b/libmapidemo.so");
    assertThat(files.openJars()).containsExactly("/app/jna-5.6.0.jar");
    assertThat(files.workingDirectory()).contains(Paths.get("/app"));
  }

  @Test
  void whatMayNotBeRead_isEmpty() {
    ProcessFiles files = new ProcessFiles(folder.resolve("gone"));

    assertThat(files.command()).isEmpty();
    assertThat(files.environment()).isEmpty();
    assertThat(files.mapped()).isEmpty();
    assertThat(files.openJars()).isEmpty();
    assertThat(files.workingDirectory()).isEmpty();
  }

  private void file(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
