package io.mapiaudit.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scenario of the demo, run with or without the agent. */
final class DemoRun {

  static final String MAIN = "io.mapiaudit.demo.Main";

  private final Jvm jvm;
  private final String scenario;
  private final String bridge;
  private final Path folder;
  private String agentOptions = "";
  private Path library;

  DemoRun(Jvm jvm, String scenario, String bridge) {
    this(jvm, scenario, bridge, bridge);
  }

  /**
   * A run.
   *
   * @param label tells its folder from those of other runs of the scenario
   */
  DemoRun(Jvm jvm, String scenario, String label, String bridge) {
    this.jvm = jvm;
    this.scenario = scenario;
    this.bridge = bridge;
    this.folder = Project.output(jvm.name() + "/" + scenario + "-" + label);
  }

  /** Options of the agent beyond those every run has, as in {@code key=value,key=value}. */
  DemoRun agentOption(String options) {
    agentOptions += "," + options;
    return this;
  }

  /** Has it play on a copy of the stand-in that has this name. */
  DemoRun standInAs(String fileName) throws IOException {
    library = folder.resolve(fileName);
    Files.copy(jvm.standIn(), library);
    return this;
  }

  /** The directory of its runs. */
  Path folder() {
    return folder;
  }

  /** Runs it in the shipped jar. */
  Jvm.Outcome withAgent() throws IOException, InterruptedException {
    return withAgent(List.of(jvm.path(Project.demoJar())));
  }

  /** Runs it with another class path. */
  Jvm.Outcome withAgent(List<String> classPath) throws IOException, InterruptedException {
    return withAgent(List.of(), program(classPath));
  }

  /**
   * Runs another program than the demo's own, or the demo's in another way.
   *
   * @param options of the JVM, before the agent
   * @param program class path, main class and arguments
   */
  Jvm.Outcome withAgent(List<String> options, List<String> program)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.add(agent());
    arguments.add(standIn());
    arguments.addAll(program);
    return jvm.run(arguments, Map.of());
  }

  /** Runs one process of those that a scenario starts one after the other; the first is "". */
  Jvm.Outcome roleWithAgent(String role) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(agent()));
    arguments.addAll(program(List.of(jvm.path(Project.demoJar()))));
    if (!role.isEmpty()) {
      arguments.addAll(List.of("--role", role));
    }
    return jvm.run(arguments, Map.of());
  }

  private String agent() {
    StringBuilder agent = new StringBuilder("-javaagent:").append(jvm.path(Project.agentJar()));
    agent.append("=dir=").append(jvm.path(folder));
    agent.append(",config=").append(jvm.path(Project.demoConfiguration()));
    if (!jvm.isWindows()) {
      agent.append(",identity.library=").append(jvm.path(jvm.standIn()));
    }
    return agent.append(agentOptions).toString();
  }

  /** Runs it without the agent. */
  Jvm.Outcome withoutAgent() throws IOException, InterruptedException {
    return jvm.run(program(List.of(jvm.path(Project.demoJar()))), Map.of());
  }

  private String standIn() {
    return "-Dmapi.demo.library=" + jvm.path(library == null ? jvm.standIn() : library);
  }

  /** The scenario as arguments of the {@code java} command. */
  List<String> program(List<String> classPath) {
    return List.of(
        standIn(),
        "-cp",
        String.join(jvm.pathSeparator(), classPath),
        MAIN,
        scenario,
        "--bridge",
        bridge);
  }

  /** The one folder the agent made. */
  Path runFolder() throws IOException {
    List<Path> found = runFolders();
    if (found.size() != 1) {
      throw new AssertionError("expected one run folder in " + folder + " but found " + found);
    }
    return found.get(0);
  }

  /** The folders the agent made, one for every process, by name. */
  List<Path> runFolders() throws IOException {
    try (var folders = Files.list(folder)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The last line of every finding, by fingerprint. */
  List<JsonNode> findings() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, JsonNode> last = new LinkedHashMap<>();
    Path file = runFolder().resolve("findings.jsonl");
    for (String line : Files.readAllLines(file)) {
      JsonNode finding = mapper.readTree(line);
      last.put(finding.get("fingerprint").asText(), finding);
    }
    return new ArrayList<>(last.values());
  }

  /** The findings of one rule. */
  List<JsonNode> findings(String rule) throws IOException {
    return findings().stream().filter(f -> f.get("rule").asText().equals(rule)).toList();
  }

  String agentLog() throws IOException {
    return Files.readString(runFolder().resolve("agent.log"));
  }
}
