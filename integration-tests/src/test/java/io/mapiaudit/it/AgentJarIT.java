package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Opens the jar that ships. */
class AgentJarIT {

  @Test
  void nothing_but_the_entry_points_is_visible_to_the_application() throws IOException {
    assertThat(entries())
        .allSatisfy(
            name ->
                assertThat(name)
                    .matches(
                        "META-INF/(MANIFEST\\.MF|LICENSE)|io/mapiaudit/premain/[\\w$-]+\\.class"
                            + "|isolated/.*"));
  }

  @Test
  void the_isolated_folder_holds_no_file_that_a_scanner_takes_for_a_class() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("isolated/"))
        .noneMatch(name -> name.endsWith(".class"))
        .contains(
            "isolated/net/bytebuddy/ByteBuddy.classdata",
            "isolated/com/sun/jna/Native.classdata",
            "isolated/org/slf4j/Logger.classdata",
            "isolated/java/lang/MapiAuditProbe.classdata",
            "isolated/java/lang/MapiAuditProbeForeign.classdata",
            "isolated/com/sun/jna/win32-x86-64/jnidispatch.dll",
            "isolated/com/sun/jna/win32-x86/jnidispatch.dll",
            "isolated/com/sun/jna/linux-x86-64/libjnidispatch.so");
  }

  @Test
  void the_manifest_names_the_entry_points_and_the_version() throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      for (String attribute : List.of("Premain-Class", "Agent-Class", "Main-Class")) {
        assertThat(manifest.getValue(attribute)).isEqualTo("io.mapiaudit.premain.AgentMain");
      }
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Can-Set-Native-Method-Prefix")).isEqualTo("true");
      assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(manifest.getValue("Boot-Class-Path"))
          .as("makes JVMs warn about class data sharing")
          .isNull();
    }
  }

  @Test
  void the_jar_is_at_most_12_MiB() throws IOException {
    assertThat(Files.size(Project.agentJar())).isLessThanOrEqualTo(12L << 20);
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
