package io.mapiaudit.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The JVMs to test on. */
final class Jvms {

  private static final Map<Jvm, String> REASONS = new ConcurrentHashMap<>();

  private Jvms() {}

  static Stream<Jvm> all() {
    return List.<Jvm>of(LinuxJvm.own(), new WindowsJvm("11")).stream();
  }

  /**
   * One of each release that differs in what agents may do; those that are not here are skipped.
   */
  static Stream<Jvm> ofEveryRelease() {
    return Stream.of(
        LinuxJvm.own(),
        new LinuxJvm("linux-8", home("java8.home", "/usr/lib/jvm/java-8-openjdk-amd64")),
        new LinuxJvm("linux-25", home("java25.home", "/usr/lib/jvm/temurin-25-jdk-amd64")),
        new WindowsJvm("11"));
  }

  private static Path home(String property, String usual) {
    return Path.of(System.getProperty(property, usual));
  }

  /** Skips the test where the JVM cannot be used, and prints why, once. */
  static void assumeUsable(Jvm jvm) {
    String reason =
        REASONS.computeIfAbsent(
            jvm,
            asked -> {
              String why = asked.unavailable();
              if (why != null) {
                System.out.println("skipping tests on " + asked.name() + ": " + why);
              }
              return why == null ? "" : why;
            });
    assumeTrue(reason.isEmpty(), () -> jvm.name() + ": " + reason);
  }
}
