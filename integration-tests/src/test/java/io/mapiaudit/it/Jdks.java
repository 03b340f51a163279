package io.mapiaudit.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDKs of this machine, where they usually are: {@code /usr/lib/jvm}, {@code ~/.jdks}, what
 * {@code JAVA_HOME_*} variables name, and the folders in system property {@code jdks}.
 */
final class Jdks {

  private Jdks() {}

  /** One of exactly this version, else empty. */
  static Optional<Path> of(int feature) {
    return all().filter(home -> feature(home) == feature).findFirst();
  }

  /** The newest that has a compiler, if it is at least of this version. */
  static Optional<Path> atLeast(int feature) {
    return all()
        .filter(home -> feature(home) >= feature && Files.exists(home.resolve("bin/javac")))
        .max(Comparator.comparingInt(Jdks::feature));
  }

  /** Where to put one, for the reason of a skipped test. */
  static String whereToPutIt(String version) {
    return "no JDK "
        + version
        + " in /usr/lib/jvm, ~/.jdks or where a variable JAVA_HOME_* says;"
        + " -Djdks=<folder>,<folder> names others";
  }

  private static Stream<Path> all() {
    List<Path> homes = new ArrayList<>();
    for (String given : System.getProperty("jdks", "").split(",", -1)) {
      if (!given.isBlank()) {
        homes.add(Path.of(given.strip()));
      }
    }
    System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME_"))
        .forEach(variable -> homes.add(Path.of(variable.getValue())));
    homes.add(Path.of(System.getProperty("java.home")));
    homes.addAll(in(Path.of("/usr/lib/jvm")));
    homes.addAll(in(Path.of(System.getProperty("user.home"), ".jdks")));
    return homes.stream().filter(home -> Files.isExecutable(home.resolve("bin/java")));
  }

  private static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** From the JDK's {@code release} file, which Debian's 8 has not; 0 when it does not tell. */
  private static int feature(Path home) {
    if (Files.exists(home.resolve("jre/lib/rt.jar"))) {
      return 8;
    }
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException unknown) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    String[] parts = version.split("[._+-]", -1);
    return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
  }
}
