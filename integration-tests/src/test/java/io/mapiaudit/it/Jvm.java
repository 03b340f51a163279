package io.mapiaudit.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Java virtual machine that tests start programs on. */
interface Jvm {

  /**
   * What all JVMs are started with. Most live for seconds only, and the optimising compiler and a
   * collector with threads would take half of the processor time of all tests. {@code
   * -Djvm.options=} has them start as they would by themselves.
   */
  List<String> OPTIONS =
      Stream.of(
              System.getProperty("jvm.options", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                  .split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  /** Short name for test reports, for example {@code windows-11}. */
  String name();

  /** Null when it can be used here, else the reason why not, in one line. */
  String unavailable();

  /** A path as programs on this JVM write it. */
  String path(Path path);

  /** What separates the entries of a class path. */
  String pathSeparator();

  /** JVM and agent options that make the demo work here: which stand-in library it loads. */
  Path standIn();

  /** True on Windows, where tokens are read from advapi32. */
  boolean isWindows();

  /**
   * The command that starts a program.
   *
   * @param arguments of the {@code java} command
   */
  List<String> command(List<String> arguments);

  /**
   * Runs a program to its end.
   *
   * @param arguments of the {@code java} command
   * @throws AssertionError when it has not ended in time
   */
  default Outcome run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    return Processes.run(command(arguments), environment);
  }

  /** How a program ended. */
  record Outcome(int exitCode, String out, String err) {}
}
