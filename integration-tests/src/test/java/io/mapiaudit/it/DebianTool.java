package io.mapiaudit.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that {@code debian-tools.sh setup} makes available. */
record DebianTool(Path path) {

  /** Skips the test where it is not there, and prints why. */
  static DebianTool assumed(String program) throws IOException, InterruptedException {
    Jvm.Outcome answer =
        Processes.run(
            List.of("bash", Project.debianTools().toString(), "path", program), Map.of());
    if (answer.exitCode() != 0) {
      System.out.println("skipping tests with " + program + ": " + answer.err().strip());
    }
    assumeTrue(answer.exitCode() == 0, () -> answer.err().strip());
    return new DebianTool(Path.of(answer.out().strip()));
  }

  /** Its command with arguments. */
  List<String> command(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs it to its end, which has to be a good one. */
  String run(String... arguments) throws IOException, InterruptedException {
    Jvm.Outcome outcome = Processes.run(command(arguments), Map.of());
    if (outcome.exitCode() != 0) {
      throw new AssertionError(path + ": " + outcome);
    }
    return outcome.out();
  }
}
