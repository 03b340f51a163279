package io.mapiaudit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeJarTest {

  @TempDir Path folder;

  @Test
  void version_comesFromMaven_orTheName() throws IOException {
    File fat =
        jar(
            "app.jar",
            "com/sun/jna/Native.class",
            "",
            "META-INF/maven/net.java.dev.jna/jna/pom.properties",
            "version=5.6.0\n");
    File jacob = jar("jacob-1.20.jar", "com/jacob/com/Dispatch.class", "");
    File nameless = jar("lib.jar", "com4j/Com4jObject.class", "");

    assertThat(BridgeJar.bridges(fat)).containsExactly("JNA 5.6.0 in " + fat);
    assertThat(BridgeJar.bridges(jacob)).containsExactly("JACOB 1.20 in " + jacob);
    assertThat(BridgeJar.bridges(nameless))
        .containsExactly("com4j of unknown version in " + nameless);
  }

  @Test
  void jnaInAShadedJar_isKnownByItsOwnConstant() throws Exception {
    File jna =
        new File(
            com.sun.jna.Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    byte[] version;
    try (JarFile jar = new JarFile(jna);
        InputStream in = jar.getInputStream(jar.getEntry("com/sun/jna/Version.class"))) {
      version = new byte[in.available()];
      assertThat(in.read(version)).isEqualTo(version.length);
    }
    File shaded =
        jar(
            "shaded.jar",
            "com/sun/jna/Native.class",
            "",
            "com/sun/jna/Version.class",
            new String(version, StandardCharsets.ISO_8859_1));

    assertThat(BridgeJar.bridges(shaded))
        .containsExactly("JNA " + com.sun.jna.Native.VERSION + " in " + shaded);
  }

  @Test
  void jarsInsideJars_areNamed() throws IOException {
    File boot =
        jar("boot.jar", "BOOT-INF/lib/jna-5.13.0.jar", "", "BOOT-INF/lib/jnalytics.jar", "");

    assertThat(BridgeJar.bridges(boot)).containsExactly("jna-5.13.0.jar in " + boot);
  }

  @Test
  void nothingAndNoJar_giveNothing() throws IOException {
    assertThat(BridgeJar.bridges(jar("none.jar", "a/B.class", ""))).isEmpty();
    assertThat(BridgeJar.bridges(Files.createFile(folder.resolve("x.jar")).toFile())).isEmpty();
    assertThat(BridgeJar.bridges(folder.resolve("gone.jar").toFile())).isEmpty();
  }

  private File jar(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return file.toFile();
  }
}
