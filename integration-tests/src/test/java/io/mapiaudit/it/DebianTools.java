package io.mapiaudit.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;

/** Programs that {@code debian-tools.sh} has made available, or not. */
final class DebianTools {

  private DebianTools() {}

  /** Where a program is; skips the test where it is not, and prints why. */
  static String path(String program) throws Exception {
    Jvm.Outcome answer =
        Processes.run(List.of("bash", Project.debianTools().toString(), "path", program), Map.of());
    if (answer.exitCode() != 0) {
      System.out.println("skipping a test that needs " + program + ": " + answer.err().strip());
    }
    assumeTrue(answer.exitCode() == 0, () -> program + ": " + answer.err().strip());
    return answer.out().strip();
  }
}
