package io.mapiaudit.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The demo's load driver, running under the agent or without it, its output in files. */
final class LoadRun implements AutoCloseable {

  static final int THREADS = 4;

  private static final long TIMEOUT_SECONDS = 120;

  private final Path out;
  private final Path err;
  private final Process process;

  private LoadRun(Path out, Path err, Process process) {
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** How hard the driver works and when it stops; see the driver. */
  record Load(long calls, long rate, long terminateAfter) {
    /** Ends by itself after so many calls of each thread. */
    static Load of(long calls) {
      return new Load(calls, 0, 0);
    }
  }

  /**
   * Starts the driver.
   *
   * @param folder for its output
   * @param agentOptions null to run without the agent
   */
  static LoadRun start(Jvm jvm, Path folder, String agentOptions, Load load) throws IOException {
    return start(jvm, folder, agentOptions, List.of(), load);
  }

  /**
   * Starts two drivers one after the other, the second when it is told to.
   *
   * @param first calls of each thread of the first one
   * @see #goOn
   */
  static LoadRun startTwice(Jvm jvm, Path folder, String agentOptions, long first, Load second)
      throws IOException {
    List<String> before = List.of(goFile(folder).toString(), String.valueOf(first));
    return start(jvm, folder, agentOptions, before, second);
  }

  private static Path goFile(Path folder) {
    return folder.resolve("go-on");
  }

  private static LoadRun start(
      Jvm jvm, Path folder, String agentOptions, List<String> before, Load load)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xmx128m"));
    if (agentOptions != null) {
      arguments.add("-javaagent:" + jvm.path(Project.agentJar()) + "=" + agentOptions);
    }
    arguments.add("-Dmapi.demo.library=" + jvm.path(jvm.standIn()));
    String classPath = jvm.path(Project.demoJar());
    if (before.isEmpty()) {
      arguments.addAll(List.of("-cp", classPath, "io.mapiaudit.demo.load.LoadDriver"));
    } else {
      classPath += jvm.pathSeparator() + jvm.path(Project.testClasses());
      arguments.addAll(List.of("-cp", classPath, "io.mapiaudit.it.program.LoadTwice"));
      arguments.addAll(before);
    }
    arguments.add(String.valueOf(THREADS));
    for (long number : new long[] {load.calls, load.rate, load.terminateAfter}) {
      arguments.add(String.valueOf(number));
    }
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(jvm.command(arguments))
            .redirectInput(new java.io.File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new LoadRun(out, err, process);
  }

  /** Agent options that have it work in the folder. */
  static String options(Jvm jvm, Path dir) {
    String library = jvm.isWindows() ? "" : ",identity.library=" + jvm.path(jvm.standIn());
    return "dir=" + jvm.path(dir) + library;
  }

  /** Has the second driver begin. */
  void goOn() throws IOException {
    Files.createFile(goFile(out.getParent()));
  }

  /** Waits until so many bytes of acknowledgements have come. */
  void awaitOutput(long bytes) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (Files.size(out) < bytes) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no further output after " + Files.size(out) + " bytes; " + err());
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Kills it the hard way, with everything it started, and waits until all is gone. */
  void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : all) {
      handle.onExit().join();
    }
  }

  /** Waits for its end and returns its exit code. */
  int await() throws InterruptedException, IOException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s; " + err());
    }
    return process.exitValue();
  }

  /** The number of the last call that each thread acknowledged. */
  long[] acknowledged() throws IOException {
    long[] last = new long[THREADS];
    String text = Files.readString(out, StandardCharsets.US_ASCII);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] words = line.split(" ", -1);
      last[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
    }
    return last;
  }

  /** Standard output, its lines sorted, for the threads take turns as they like. */
  List<String> sortedOut() throws IOException {
    return Files.readString(out).lines().sorted().toList();
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** The one run folder in a directory. */
  static Path runFolder(Path dir) throws IOException {
    try (var folders = Files.list(dir)) {
      List<Path> found = folders.filter(Files::isDirectory).toList();
      if (found.size() != 1) {
        throw new AssertionError("expected one run folder in " + dir + " but found " + found);
      }
      return found.get(0);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
