package io.mapiaudit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
                        "META-INF/(MANIFEST\\.MF|LICENSE|THIRD-PARTY\\.txt|sbom/.*|licenses/.*)|io/mapiaudit/premain/[\\w$-]+\\.class"
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

  /** Which library the classes under a folder are from. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("isolated/ch/qos/logback/classic/", "ch.qos.logback:logback-classic"),
          Map.entry("isolated/ch/qos/logback/core/", "ch.qos.logback:logback-core"),
          Map.entry(
              "isolated/com/fasterxml/jackson/core/", "com.fasterxml.jackson.core:jackson-core"),
          Map.entry("isolated/com/sun/jna/platform/", "net.java.dev.jna:jna-platform"),
          Map.entry("isolated/com/sun/jna/", "net.java.dev.jna:jna"),
          Map.entry("isolated/com/typesafe/config/", "com.typesafe:config"),
          Map.entry("isolated/io/micrometer/common/", "io.micrometer:micrometer-commons"),
          Map.entry("isolated/io/micrometer/core/", "io.micrometer:micrometer-core"),
          Map.entry("isolated/io/micrometer/observation/", "io.micrometer:micrometer-observation"),
          Map.entry(
              "isolated/io/micrometer/prometheusmetrics/",
              "io.micrometer:micrometer-registry-prometheus"),
          Map.entry(
              "isolated/io/prometheus/metrics/config/", "io.prometheus:prometheus-metrics-config"),
          Map.entry(
              "isolated/io/prometheus/metrics/core/", "io.prometheus:prometheus-metrics-core"),
          Map.entry(
              "isolated/io/prometheus/metrics/expositionformats/",
              "io.prometheus:prometheus-metrics-exposition-textformats"),
          Map.entry(
              "isolated/io/prometheus/metrics/model/", "io.prometheus:prometheus-metrics-model"),
          Map.entry(
              "isolated/io/prometheus/metrics/tracer/common/",
              "io.prometheus:prometheus-metrics-tracer-common"),
          Map.entry("isolated/net/bytebuddy/agent/", "net.bytebuddy:byte-buddy-agent"),
          Map.entry("isolated/net/bytebuddy/", "net.bytebuddy:byte-buddy"),
          Map.entry("isolated/org/jspecify/", "org.jspecify:jspecify"),
          Map.entry("isolated/org/slf4j/", "org.slf4j:slf4j-api"),
          Map.entry("isolated/picocli/", "info.picocli:picocli"));

  @Test
  void every_bundled_library_is_in_the_bill_of_materials_and_among_the_licences()
      throws IOException {
    Set<String> bundled = new TreeSet<>();
    for (String name : entries()) {
      if (name.endsWith(".classdata") && !name.matches("isolated/(io/mapiaudit|java/lang)/.*")) {
        bundled.add(
            LIBRARIES.keySet().stream()
                .filter(name::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(LIBRARIES::get)
                .orElse("a library unknown to this test: " + name));
      }
    }

    assertThat(text("META-INF/THIRD-PARTY.txt")).contains(bundled);
    assertThat(text("META-INF/licenses/logback/EPL-1.0.txt")).contains("Eclipse Public License");
    assertThat(entries())
        .contains(
            "META-INF/LICENSE",
            "META-INF/licenses/byte-buddy/licenses/ASM",
            "META-INF/licenses/jackson-core/NOTICE",
            "META-INF/licenses/jna/LGPL2.1",
            "META-INF/licenses/slf4j-api/LICENSE.txt");
    assumeBill();
    assertThat(componentsOfTheBill()).isEqualTo(bundled);
  }

  @Test
  void the_bill_of_materials_is_beside_the_jar_too_and_the_same_in_every_build()
      throws IOException {
    assumeBill();
    String inside = text("META-INF/sbom/application.cdx.json");
    Path beside = Project.agentJar().resolveSibling("mapi-audit-agent.cdx.json");

    assertThat(inside).isEqualTo(Files.readString(beside)).doesNotContain("timestamp");
    assertThat(Project.agentJar().resolveSibling("mapi-audit-agent.cdx.xml")).isNotEmptyFile();
    assertThat(new ObjectMapper().readTree(inside).at("/metadata/component/name").asText())
        .isEqualTo("mapi-audit-agent");
  }

  /** The plugin that makes the bill does nothing in a Maven that is told to be offline. */
  private static void assumeBill() throws IOException {
    boolean there = entries().contains("META-INF/sbom/application.cdx.json");
    if (!there) {
      System.out.println("skipping tests of the bill of materials: built offline, without one");
    }
    assumeTrue(there, "built offline, without a bill of materials");
  }

  private static Set<String> componentsOfTheBill() throws IOException {
    Set<String> components = new TreeSet<>();
    JsonNode bill = new ObjectMapper().readTree(text("META-INF/sbom/application.cdx.json"));
    for (JsonNode component : bill.get("components")) {
      assertThat(component.get("version").asText()).isNotEmpty();
      assertThat(component.get("licenses")).as("licences of %s", component).isNotEmpty();
      components.add(component.get("group").asText() + ":" + component.get("name").asText());
    }
    return components;
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      assertThat(jar.getEntry(entry)).as(entry).isNotNull();
      return new String(
          jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Project.agentJar().toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
