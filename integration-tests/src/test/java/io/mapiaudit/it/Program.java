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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run of a small program of {@code src/test/resources/programs} under the agent. */
final class Program {

  private static final Path SOURCES = Path.of("src/test/resources/programs").toAbsolutePath();

  private final Jvm jvm;
  private final String className;
  private final Path folder;
  private final List<String> classPath = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String agentOptions = "";
  private String lastWords;

  /**
   * A run.
   *
   * @param label tells its folder from those of other runs of the program
   */
  Program(Jvm jvm, Path classes, String className, String label) {
    this.jvm = jvm;
    this.className = className;
    this.folder = Project.output(jvm.name() + "/" + className + "-" + label);
    this.classPath.add(jvm.path(classes));
  }

  /**
   * Compiles a program.
   *
   * @param home of the JDK to compile with
   * @param options of its compiler
   * @return the folder of its classes
   */
  static Path compiled(Path home, String className, List<Path> libraries, String... options)
      throws IOException, InterruptedException {
    Path classes = Project.output("programs/" + className);
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/javac").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-d", classes.toString()));
    if (!libraries.isEmpty()) {
      command.addAll(
          List.of("-cp", String.join(":", libraries.stream().map(Path::toString).toList())));
    }
    command.add(SOURCES.resolve(className + ".java").toString());
    Jvm.Outcome outcome = Processes.run(command, Map.of());
    if (outcome.exitCode() != 0) {
      throw new AssertionError(className + " does not compile: " + outcome.err());
    }
    return classes;
  }

  /** Compiles a program that runs on every Java from 8 on; returns the folder of its classes. */
  static Path compiledForJava8(String className, Path... libraries)
      throws IOException, InterruptedException {
    return compiled(
        LinuxJvm.own().home(), className, List.of(libraries), "--release", "8", "-Xlint:-options");
  }

  Program library(Path jar) {
    classPath.add(jvm.path(jar));
    return this;
  }

  Program jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  Program environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Options of the agent beyond those every run has, as in {@code key=value,key=value}. */
  Program agentOptions(String options) {
    agentOptions = "," + options;
    return this;
  }

  /** It is a program that ends with its standard input: once either output has this text. */
  Program endsAfter(String text) {
    lastWords = text;
    return this;
  }

  /** Runs it under the agent; it has to end well. */
  Jvm.Outcome audited(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(agent()));
    command.addAll(command(arguments));
    return ended(Processes.run(jvm.command(command), environment, lastWords));
  }

  /** Runs it without the agent; it has to end well. */
  Jvm.Outcome unaudited(String... arguments) throws IOException, InterruptedException {
    return ended(jvm.run(command(arguments), environment));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(jvmOptions);
    command.addAll(List.of("-cp", String.join(jvm.pathSeparator(), classPath), className));
    command.addAll(List.of(arguments));
    return command;
  }

  private String agent() {
    String identities = jvm.isWindows() ? "" : ",identity.library=" + jvm.path(jvm.standIn());
    return "-javaagent:"
        + jvm.path(Project.agentJar())
        + "=dir="
        + jvm.path(folder)
        + ",transport=rpc-http"
        + identities
        + agentOptions;
  }

  private static Jvm.Outcome ended(Jvm.Outcome outcome) {
    if (outcome.exitCode() != 0) {
      throw new AssertionError(outcome);
    }
    return outcome;
  }

  /** The last line of every finding, by fingerprint. */
  List<JsonNode> findings() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, JsonNode> last = new LinkedHashMap<>();
    for (String line : Files.readAllLines(runFolder().resolve("findings.jsonl"))) {
      JsonNode finding = mapper.readTree(line);
      last.put(finding.get("fingerprint").asText(), finding);
    }
    return new ArrayList<>(last.values());
  }

  List<JsonNode> findings(String rule) throws IOException {
    return findings().stream().filter(f -> f.get("rule").asText().equals(rule)).toList();
  }

  /** Rules of high and critical findings. */
  Set<String> rulesAboveMedium() throws IOException {
    Set<String> rules = new TreeSet<>();
    for (JsonNode finding : findings()) {
      if (Set.of("high", "critical").contains(finding.get("severity").asText())) {
        rules.add(finding.get("rule").asText());
      }
    }
    return rules;
  }

  /** What the agent logged; it must not hold errors that were kept from the application. */
  String agentLog() throws IOException {
    return Files.readString(runFolder().resolve("agent.log"));
  }

  /** What could not be hooked, as {@code run.json} tells. */
  JsonNode problems() throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(runFolder().resolve("run.json")))
        .get("problems");
  }

  Path runFolder() throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      List<Path> found = folders.filter(Files::isDirectory).toList();
      if (found.size() != 1) {
        throw new AssertionError("expected one run folder in " + folder + " but found " + found);
      }
      return found.get(0);
    }
  }
}
