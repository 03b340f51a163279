package io.mapiaudit.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scenario of the programs that use mail through COM bridges, on a Windows JVM. */
final class AutomationRun {

  private final Jvm jvm;
  private final String bridge;
  private final String scenario;
  private final Path libraries;
  private final Path folder;

  /**
   * A run.
   *
   * @param libraries what {@link #prepare} returned
   */
  AutomationRun(Jvm jvm, Path libraries, String bridge, String scenario) {
    this.jvm = jvm;
    this.libraries = libraries;
    this.bridge = bridge;
    this.scenario = scenario;
    this.folder = Project.output(jvm.name() + "/automation/" + bridge + "-" + scenario);
  }

  /**
   * Puts all native libraries into one folder and registers the COM server there, in the lab's own
   * registry. It stays registered: another checkout's tests may be using the entry by then.
   */
  static Path prepare(Jvm jvm) throws IOException, InterruptedException {
    Path folder = Project.output("automation-libraries");
    for (Path library : List.of(Project.automationServer(), jvm.standIn(), jacobLibrary())) {
      Files.copy(
          library, folder.resolve(library.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Path server = folder.resolve(Project.automationServer().getFileName());
    Jvm.Outcome registered =
        Processes.run(
            List.of(
                "bash",
                Project.windowsLab().toString(),
                "wine",
                "regsvr32",
                "/s",
                jvm.path(server)),
            Map.of());
    if (registered.exitCode() != 0) {
      throw new AssertionError("the COM server cannot be registered: " + registered);
    }
    return folder;
  }

  private static Path jacobLibrary() throws IOException {
    try (var files = Files.list(Project.bridges())) {
      return files
          .filter(file -> file.getFileName().toString().matches("jacob-.*\\.dll"))
          .findFirst()
          .orElseThrow();
    }
  }

  Jvm.Outcome withAgent() throws IOException, InterruptedException {
    return run(List.of("-javaagent:" + jvm.path(Project.agentJar()) + "=dir=" + jvm.path(folder)));
  }

  Jvm.Outcome withoutAgent() throws IOException, InterruptedException {
    return run(List.of());
  }

  /** Starts the programs as a process that plays what it is told. */
  static ServedDemo served(Jvm jvm, Path libraries) throws IOException {
    List<String> arguments = program(jvm, libraries);
    arguments.add("serve");
    return ServedDemo.start(jvm, "automation/served", arguments, List.of());
  }

  private Jvm.Outcome run(List<String> options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(program(jvm, libraries));
    arguments.addAll(List.of(bridge, scenario));
    return jvm.run(arguments, Map.of());
  }

  private static List<String> program(Jvm jvm, Path libraries) throws IOException {
    List<String> arguments = new ArrayList<>();
    String libraryPath = jvm.path(libraries);
    arguments.add("-Djava.library.path=" + libraryPath);
    arguments.add("-Djna.library.path=" + libraryPath);
    arguments.add("-Djacob.dll.path=" + jvm.path(libraries.resolve(jacobLibrary().getFileName())));
    arguments.add("-cp");
    arguments.add(classPath(jvm));
    arguments.add("io.mapiaudit.automation.Main");
    return arguments;
  }

  private static String classPath(Jvm jvm) throws IOException {
    List<String> jars = new ArrayList<>(List.of(jvm.path(Project.automationJar())));
    try (var files = Files.list(Project.bridges())) {
      files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .forEach(file -> jars.add(jvm.path(file)));
    }
    return String.join(jvm.pathSeparator(), jars);
  }

  /** The last line of every finding. */
  List<JsonNode> findings() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, JsonNode> last = new LinkedHashMap<>();
    Path run;
    try (var folders = Files.list(folder)) {
      run = folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    for (String line : Files.readAllLines(run.resolve("findings.jsonl"))) {
      JsonNode finding = mapper.readTree(line);
      last.put(finding.get("fingerprint").asText(), finding);
    }
    return new ArrayList<>(last.values());
  }

  /** The findings of one rule. */
  List<JsonNode> findings(String rule) throws IOException {
    return findings().stream().filter(f -> f.get("rule").asText().equals(rule)).toList();
  }

  @Override
  public String toString() {
    return bridge + ", " + scenario;
  }
}
