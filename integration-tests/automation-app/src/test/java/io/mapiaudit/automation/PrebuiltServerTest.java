package io.mapiaudit.automation;

import static org.assertj.core.api.Assertions.assertThat;

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

class PrebuiltServerTest {

  private static final Path LIBRARY = Paths.get("src/main/resources/win32-x86-64/automation.dll");
  private static final Path NATIVE = Paths.get("src/main/native");
  private static final Pattern HASH = Pattern.compile("automation-source-sha256:([0-9a-f]{64})");
  private static final Pattern SOURCE = Pattern.compile(".*\\.(c|def|h|idl|rc)");

  @Test
  void library_wasBuiltFromTheSourcesBesideIt() throws Exception {
    String binary = new String(Files.readAllBytes(LIBRARY), StandardCharsets.ISO_8859_1);

    Matcher hash = HASH.matcher(binary);

    assertThat(hash.find()).as("%s carries a hash", LIBRARY).isTrue();
    assertThat(hash.group(1)).as("run %s/build.sh", NATIVE).isEqualTo(sources());
  }

  /** The sources by name, without carriage returns, as build.sh hashes them. */
  private static String sources() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(NATIVE)) {
      List<Path> sources =
          files
              .filter(file -> SOURCE.matcher(file.getFileName().toString()).matches())
              .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
              .collect(Collectors.toList());
      for (Path source : sources) {
        for (byte b : Files.readAllBytes(source)) {
          if (b != '\r') {
            digest.update(b);
          }
        }
      }
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : digest.digest()) {
      hex.append(String.format(Locale.ROOT, "%02x", b));
    }
    return hex.toString();
  }
}
