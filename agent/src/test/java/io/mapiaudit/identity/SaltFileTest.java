package io.mapiaudit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaltFileTest {

  @TempDir Path dir;
  private Path run;
  private Path salt;

  @BeforeEach
  void makeRunFolder() throws IOException {
    run = Files.createDirectory(dir.resolve("run"));
    salt = dir.resolve("identity.salt");
  }

  @Test
  void a_missing_file_is_made_for_its_owner_alone_and_used_again() throws IOException {
    byte[] made = SaltFile.beside(run);

    assertThat(made).hasSize(32).isEqualTo(Files.readAllBytes(salt));
    assertThat(SaltFile.beside(run)).isEqualTo(made);
    assertThat(SaltFile.configured(salt)).isEqualTo(made);
    assumePosix();
    assertThat(permissions(salt)).isEqualTo("rw-------");
  }

  @Test
  void two_files_hold_different_secrets() throws IOException {
    assertThat(SaltFile.configured(dir.resolve("a")))
        .isNotEqualTo(SaltFile.configured(dir.resolve("b")));
  }

  @Test
  void all_who_start_at_once_use_one_secret() throws Exception {
    int starters = 16;
    ExecutorService pool = Executors.newFixedThreadPool(starters);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<byte[]>> results = new ArrayList<>();
      for (int i = 0; i < starters; i++) {
        results.add(
            pool.submit(
                () -> {
                  go.await();
                  return SaltFile.beside(run);
                }));
      }
      go.countDown();
      Set<String> secrets = new HashSet<>();
      for (Future<byte[]> result : results) {
        secrets.add(new String(result.get(60, TimeUnit.SECONDS), StandardCharsets.ISO_8859_1));
      }
      assertThat(secrets).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void an_empty_file_is_one_whose_maker_died_and_is_filled() throws IOException {
    owned(new byte[0]);

    assertThat(SaltFile.beside(run)).hasSize(32).isEqualTo(Files.readAllBytes(salt));
  }

  @Test
  void a_short_file_is_refused_with_the_way_out() throws IOException {
    owned(new byte[31]);

    assertThatThrownBy(() -> SaltFile.beside(run))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("identity.salt: ")
        .hasMessageContaining(salt.toString())
        .hasMessageContaining("31 bytes, which is too short")
        .hasMessageContaining("Fix: ");
    assertThat(salt).hasSize(31);
  }

  @Test
  void a_huge_file_is_refused_without_reading_it() throws IOException {
    owned(new byte[0]);
    try (FileChannel file = FileChannel.open(salt, StandardOpenOption.WRITE)) {
      file.write(java.nio.ByteBuffer.allocate(1), 8L << 30);
    }

    assertThatThrownBy(() -> SaltFile.configured(salt)).hasMessageContaining("at most 4096");
  }

  @Test
  void a_folder_or_a_file_that_cannot_be_made_is_an_error_that_names_it() {
    assertThatThrownBy(() -> SaltFile.configured(run)).hasMessageContaining("is no plain file");
    assertThatThrownBy(() -> SaltFile.configured(dir.resolve("missing/salt")))
        .hasMessageContaining("missing")
        .hasMessageContaining("Fix: ");
  }

  @Test
  void a_link_is_followed_only_where_the_configuration_names_it() throws IOException {
    assumePosix();
    Path elsewhere = dir.resolve("elsewhere");
    byte[] secret = SaltFile.configured(elsewhere);
    Files.createSymbolicLink(salt, elsewhere);

    assertThat(SaltFile.configured(salt)).isEqualTo(secret);
    assertThatThrownBy(() -> SaltFile.beside(run)).hasMessageContaining("is a link");
  }

  @Test
  void a_dangling_link_makes_no_file_elsewhere() throws IOException {
    assumePosix();
    Files.createSymbolicLink(salt, dir.resolve("elsewhere"));

    assertThatThrownBy(() -> SaltFile.beside(run)).hasMessageContaining("is a link");
    assertThat(dir.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void a_file_that_others_can_read_or_change_is_refused() throws IOException {
    assumePosix();
    SaltFile.beside(run);
    for (String permissions : new String[] {"rw----r--", "rw-----w-", "rw--w----"}) {
      Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString(permissions));

      assertThatThrownBy(() -> SaltFile.beside(run)).hasMessageContaining("by others");
    }
    Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("r--r-----"));
    assertThat(SaltFile.beside(run)).hasSize(32);
  }

  @Test
  void a_file_of_another_user_is_refused() throws IOException {
    assumePosix();
    SaltFile.beside(run);
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Files.setAttribute(salt, "unix:uid", 65_534);

    assertThatThrownBy(() -> SaltFile.beside(run)).hasMessageContaining("belongs to somebody else");
  }

  private void owned(byte[] content) throws IOException {
    Files.write(salt, content);
    if (isPosix()) {
      Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static void assumePosix() {
    assumeTrue(isPosix(), "no POSIX permissions on this file system");
  }
}
