package io.mapiaudit.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
        LinuxJvm.own(), LinuxJvm.ofVersion(8), LinuxJvm.ofVersion(25), new WindowsJvm("11"));
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
