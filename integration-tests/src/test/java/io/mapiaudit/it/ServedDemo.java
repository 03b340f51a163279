package io.mapiaudit.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that plays scenarios when told to, for agents to be attached to and detached: the demo,
 * or another program that understands {@code serve}.
 */
final class ServedDemo implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 120;

  private final Jvm jvm;
  private final Path folder;
  private final Process process;
  private final List<String> settings;
  private final BufferedWriter in;
  private int lines;

  private ServedDemo(Jvm jvm, Path folder, Process process, List<String> settings) {
    this.jvm = jvm;
    this.folder = folder;
    this.process = process;
    this.settings = settings;
    this.in = new BufferedWriter(process.outputWriter(StandardCharsets.US_ASCII));
  }

  /** Starts one; its output and the agent's runs go to a folder of this name. */
  static ServedDemo start(Jvm jvm, String name, String... jvmOptions) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(jvmOptions));
    arguments.add("-Xmx128m");
    arguments.add("-Dmapi.demo.library=" + jvm.path(jvm.standIn()));
    arguments.addAll(
        List.of("-cp", jvm.path(Project.demoJar()), "io.mapiaudit.demo.Main", "serve"));
    return start(jvm, name, arguments, List.of("config=" + jvm.path(Project.demoConfiguration())));
  }

  /** Starts another program, for an agent with these settings, {@code key=value} each. */
  static ServedDemo start(Jvm jvm, String name, List<String> arguments, List<String> settings)
      throws IOException {
    Path folder = Project.output(jvm.name() + "/" + name);
    Process process =
        new ProcessBuilder(jvm.command(arguments))
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    ServedDemo demo = new ServedDemo(jvm, folder, process, settings);
    demo.awaitLine("serving ");
    return demo;
  }

  /** The process id as its system has it, which is another one in the Windows lab. */
  String pid() throws IOException {
    return out().get(0).substring("serving ".length());
  }

  /**
   * Has it do something and returns what it printed meanwhile, without the number of messages in
   * the mailbox, which grows with every play.
   */
  List<String> play(String command) throws IOException {
    in.write(command + "\n");
    in.flush();
    return awaitLine("played 0").stream()
        .map(line -> line.replaceAll("\\d+ message\\(s\\)", "messages"))
        .toList();
  }

  private List<String> awaitLine(String start) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      List<String> all = out();
      for (int i = lines; i < all.size(); i++) {
        if (all.get(i).startsWith(start)) {
          List<String> printed = all.subList(lines, i);
          lines = i + 1;
          return printed;
        }
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no line '" + start + "' in " + all + "; " + err());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Waits until it has come about, as long as the process runs; a bounded time. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.call()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("not come about: " + what + "; " + err());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private List<String> out() throws IOException {
    String text = Files.readString(folder.resolve("out.txt"));
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  /** Runs a command of the agent's jar on this process, on the same JVM. */
  Jvm.Outcome command(String name, String... options) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-jar", jvm.path(Project.agentJar()), name, pid()));
    arguments.addAll(List.of(options));
    return jvm.run(arguments, java.util.Map.of());
  }

  /** Attaches the agent, configured for the program. */
  Jvm.Outcome attach(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--set", "dir=" + jvm.path(runs())));
    settings.forEach(setting -> all.addAll(List.of("--set", setting)));
    if (!jvm.isWindows()) {
      all.addAll(List.of("--set", "identity.library=" + jvm.path(jvm.standIn())));
    }
    all.addAll(List.of(options));
    return command("attach", all.toArray(new String[0]));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  /** The folders of the agent's runs, the oldest first. */
  List<Path> runFolders() throws IOException {
    if (!Files.exists(runs())) {
      return List.of();
    }
    try (var all = Files.list(runs())) {
      return all.filter(Files::isDirectory)
          .sorted(java.util.Comparator.comparing(ServedDemo::started))
          .toList();
    }
  }

  private static java.nio.file.attribute.FileTime started(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve("journal-00000001.maj"));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  /** The rules of a run's findings. */
  static Set<String> rules(Path run) throws IOException {
    Set<String> rules = new TreeSet<>();
    findings(run).forEach(finding -> rules.add(finding.get("rule").asText()));
    return rules;
  }

  /** All lines of a run's findings. */
  static List<JsonNode> findings(Path run) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> findings = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("findings.jsonl"))) {
      findings.add(mapper.readTree(line));
    }
    return findings;
  }

  /** Ends it as its user would; returns its exit code. */
  int end() throws IOException, InterruptedException {
    in.close();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; " + err());
    }
    return process.exitValue();
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
