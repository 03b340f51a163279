package io.mapiaudit.demo.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrebuiltLibrariesTest {

  private static final Path NATIVE = Paths.get("src/main/native");
  private static final Path RESOURCES = Paths.get("src/main/resources");
  private static final Pattern HASH = Pattern.compile("mapidemo-source-sha256:([0-9a-f]{64})");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "win32-x86-64/mapidemo.dll",
        "win32-x86/mapidemo.dll",
        "linux-x86-64/libmapidemo.so",
        "linux-aarch64/libmapidemo.so"
      })
  void everyPrebuiltLibrary_wasBuiltFromTheSourcesBesideIt(String library) throws Exception {
    byte[] binary = Files.readAllBytes(RESOURCES.resolve(library));

    Matcher hash = HASH.matcher(new String(binary, StandardCharsets.ISO_8859_1));

    assertThat(hash.find()).as("%s carries a hash", library).isTrue();
    assertThat(hash.group(1)).as("%s: run src/main/native/build.sh", library).isEqualTo(sources());
  }

  /** A decorated name, {@code UlRelease@4}, would not be found by programs that bind plain ones. */
  @Test
  void theLibraryFor32BitWindows_isOneAndExportsPlainNames() throws Exception {
    byte[] binary = Files.readAllBytes(RESOURCES.resolve("win32-x86/mapidemo.dll"));
    ByteBuffer header = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
    String names = new String(binary, StandardCharsets.ISO_8859_1);

    assertThat(header.getShort(header.getInt(0x3C) + 4)).as("machine").isEqualTo((short) 0x14C);
    assertThat(names).contains("\0MAPILogonEx\0", "\0UlRelease\0", "\0MapiDemoDeliver\0");
    assertThat(names).doesNotContain("UlRelease@");
  }

  /** The recipe of native/README.md: C files, then headers, by name, without carriage returns. */
  private static String sources() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : sourceFiles()) {
      for (byte b : Files.readAllBytes(file)) {
        if (b != '\r') {
          digest.update(b);
        }
      }
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : digest.digest()) {
      hex.append(String.format(Locale.ROOT, "%02x", b));
    }
    return hex.toString();
  }

  private static List<Path> sourceFiles() throws IOException {
    try (Stream<Path> files = Files.list(NATIVE)) {
      return files
          .filter(file -> file.toString().endsWith(".c") || file.toString().endsWith(".h"))
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .collect(Collectors.toList());
    }
  }
}
