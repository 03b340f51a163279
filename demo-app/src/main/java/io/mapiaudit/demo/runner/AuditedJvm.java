package io.mapiaudit.demo.runner;

import io.mapiaudit.demo.OptionVariables;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** How to start a JVM with a scenario and the agent. Immutable. */
final class AuditedJvm {

  /** Standard output of the scenario, in its folder. */
  static final String TRANSCRIPT = "transcript.txt";

  private static final long TIMEOUT_SECONDS = 120;
  private static final long POLL_MILLIS = 100;
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final String java;
  private final Path agent;
  private final Function<Scenario, Path> library;
  private final Path configuration;
  private final String bridge;

  /**
   * A way to start.
   *
   * @param java home of the Java installation
   * @param library the stand-in that a scenario plays on
   */
  AuditedJvm(
      String java,
      Path agent,
      Function<Scenario, Path> library,
      Path configuration,
      String bridge) {
    this.java = java;
    this.agent = agent;
    this.library = library;
    this.configuration = configuration;
    this.bridge = bridge;
  }

  /**
   * Runs one launch of a scenario to its end, with folder as the agent's {@code dir}.
   *
   * @param found tells whether what the scenario shows has been found
   * @return what went wrong, null when it ended as it should
   */
  String run(Scenario scenario, Scenario.Launch launch, Path folder, BooleanSupplier found)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(scenario, launch, folder))
            .redirectOutput(appendTo(folder, TRANSCRIPT))
            .redirectError(appendTo(folder, "errors.txt"))
            .start();
    try {
      process.getOutputStream().close();
      if (scenario.endsWhenFound() && await(found, process)) {
        Files.createFile(until(folder));
      }
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return "still running after " + TIMEOUT_SECONDS + " s";
      }
    } finally {
      process.destroyForcibly();
    }
    boolean abrupt = process.exitValue() != 0;
    if (abrupt == launch.endsAbruptly()) {
      return null;
    }
    return abrupt
        ? "exit code " + process.exitValue() + ", see errors.txt"
        : "did not end abruptly";
  }

  /** Looks for it as long as the process lives; one that is not told ends by itself. */
  private static boolean await(BooleanSupplier found, Process process) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    boolean isFound = found.getAsBoolean();
    while (!isFound
        && System.nanoTime() < deadline
        && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      isFound = found.getAsBoolean();
    }
    return isFound;
  }

  private static Path until(Path folder) {
    return folder.resolve("until.txt");
  }

  /** Has the agent replay the journals of several runs together; its answer is a JSON file. */
  Path replay(List<Path> runs, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-jar");
    command.add(agent.toString());
    command.add("replay");
    runs.forEach(run -> command.add(run.toString()));
    command.add("--json");
    Path answer = folder.resolve("replay.json");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(answer.toFile())
            .redirectError(appendTo(folder, "errors.txt"));
    // Other agents may print where the answer goes.
    OptionVariables.removeFrom(builder);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // 1 tells of findings, which is what is wanted here.
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() > 1) {
        throw new IOException("replay failed, see " + folder.resolve("errors.txt"));
      }
    } finally {
      process.destroyForcibly();
    }
    return answer;
  }

  List<String> command(Scenario scenario, Scenario.Launch launch, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(java());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(AuditedJvm::isForEveryJvm)
        .forEach(command::add);
    StringBuilder options = new StringBuilder("-javaagent:").append(agent);
    options.append("=dir=").append(folder).append(",config=").append(configuration);
    if (!WINDOWS) {
      options.append(",identity.library=").append(library.apply(scenario));
    }
    command.add(options.toString());
    command.add("-D" + StandInLibrary.PROPERTY + "=" + library.apply(scenario));
    if (scenario.endsWhenFound()) {
      command.add("-D" + Scenario.UNTIL + "=" + until(folder));
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.mapiaudit.demo.Main");
    command.add(scenario.name());
    command.add("--bridge");
    command.add(bridge);
    if (!launch.role().isEmpty()) {
      command.add("--role");
      command.add(launch.role());
    }
    return command;
  }

  /** Settings of the JVM the user started hold for all; its agents and debuggers do not. */
  private static boolean isForEveryJvm(String option) {
    return option.startsWith("-D") || option.startsWith("-X") || option.startsWith("--");
  }

  private String java() {
    return java + File.separator + "bin" + File.separator + (WINDOWS ? "java.exe" : "java");
  }

  private static ProcessBuilder.Redirect appendTo(Path folder, String file) throws IOException {
    Files.createDirectories(folder);
    return ProcessBuilder.Redirect.appendTo(folder.resolve(file).toFile());
  }
}
