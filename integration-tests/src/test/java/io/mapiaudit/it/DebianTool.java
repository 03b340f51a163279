package io.mapiaudit.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that {@code debian-tools.sh setup} makes available. */
record DebianTool(Path path) {

  /** Skips the test where it is not there, and prints why. */
  static DebianTool assumed(String program) throws Exception {
    return new DebianTool(Path.of(DebianTools.path(program)));
  }

  /** Its command with arguments. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
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
