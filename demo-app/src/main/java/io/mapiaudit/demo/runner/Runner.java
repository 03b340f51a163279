package io.mapiaudit.demo.runner;

import com.sun.jna.Platform;
import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.StandInLibrary;
import io.mapiaudit.demo.scenario.Scenario;
import io.mapiaudit.demo.scenario.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs scenarios one after the other, each in its own JVM under the agent. */
public final class Runner {

  private static final String AGENT = "mapi-audit-agent.jar";
  private static final String CONFIGURATION = "demo.conf";

  private final AuditedJvm jvm;
  private final Path out;

  private Runner(AuditedJvm jvm, Path out) {
    this.jvm = jvm;
    this.out = out;
  }

  /**
   * Runs the named scenarios, all when none is named, and prints the table of verdicts.
   *
   * @return 0 when all is as expected, 1 otherwise
   * @throws IllegalArgumentException when the arguments make no sense
   */
  public static int main(List<String> arguments, PrintStream table)
      throws IOException, InterruptedException {
    Arguments options = Arguments.of(arguments);
    List<Scenario> scenarios = scenarios(options.names());
    Path agent = agent(options.get("agent", ""));
    Path out = Paths.get(options.get("out", "mapi-demo-runs")).toAbsolutePath().normalize();
    if (out.toString().indexOf(',') >= 0) {
      throw new IllegalArgumentException("agent arguments cannot hold a comma: " + out);
    }
    Files.createDirectories(out);
    AuditedJvm jvm =
        new AuditedJvm(
            options.get("java", System.getProperty("java.home")),
            agent,
            libraries(out),
            configuration(out),
            Bridge.ofLabel(options.get("bridge", "jna")).label());
    return new Runner(jvm, out).run(scenarios, new Table(table));
  }

  private int run(List<Scenario> scenarios, Table table) throws IOException, InterruptedException {
    boolean ok = true;
    table.header();
    for (Scenario scenario : scenarios) {
      ok &= run(scenario, table);
    }
    return ok ? 0 : 1;
  }

  private boolean run(Scenario scenario, Table table) throws IOException, InterruptedException {
    Expectation expectation = Expectations.of(scenario.name());
    Path folder = new RunFolders(out).fresh(scenario.name());
    Findings findings = Findings.NONE;
    Findings replay = Findings.NONE;
    Verdict verdict;
    try {
      String problem = launch(scenario, expectation, folder);
      findings = Findings.in(folder);
      if (!expectation.inReplay().isEmpty() && !findings.runs().isEmpty()) {
        replay = Findings.inFile(jvm.replay(findings.runs(), folder));
      }
      verdict =
          problem == null ? Verdict.of(expectation, findings, replay) : Verdict.failed(problem);
    } catch (IOException e) {
      verdict = Verdict.failed(e.toString());
    }
    table.row(scenario.name(), expectation, findings, replay, verdict);
    table.folder(folder);
    return verdict.isOk();
  }

  /** Returns the first thing that went wrong, null when nothing did. */
  private String launch(Scenario scenario, Expectation expectation, Path folder)
      throws IOException, InterruptedException {
    String problem = null;
    for (Scenario.Launch launch : scenario.launches()) {
      String ended = jvm.run(scenario, launch, folder, () -> isFound(expectation, folder));
      problem = problem == null ? ended : problem;
    }
    return problem;
  }

  private static boolean isFound(Expectation expectation, Path folder) {
    try {
      return Findings.in(folder).rules().keySet().containsAll(expectation.required());
    } catch (IOException notWholeYet) {
      return false;
    }
  }

  private static List<Scenario> scenarios(List<String> names) {
    if (names.isEmpty()) {
      return Scenarios.all();
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : names) {
      scenarios.add(
          Scenarios.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("no scenario '" + name + "'; see 'list'")));
    }
    return scenarios;
  }

  /** The jar named, else the one beside this jar, else the one of the build tree. */
  private static Path agent(String given) {
    List<Path> candidates = new ArrayList<>();
    if (!given.isEmpty()) {
      candidates.add(Paths.get(given));
    } else {
      Path here = here();
      candidates.add(here.resolve(AGENT));
      candidates.add(here.resolve("../../agent/target").resolve(AGENT));
      candidates.add(Paths.get("../agent/target", AGENT));
    }
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        return candidate.toAbsolutePath().normalize();
      }
    }
    throw new IllegalArgumentException("no agent at " + candidates + "; name it with --agent");
  }

  private static Path here() {
    try {
      return Paths.get(Runner.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath()
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Program and agent must load the same file, so both get it by name. */
  private static Function<Scenario, Path> libraries(Path out) throws IOException {
    Path plain = library(out, System.mapLibraryName("mapidemo"));
    Path mapi = Platform.isWindows() ? library(out, "exmapi32.dll") : plain;
    return scenario -> scenario.underNameOfMapi() ? mapi : plain;
  }

  private static Path library(Path out, String name) throws IOException {
    Path unpacked = Paths.get(StandInLibrary.path());
    Path library = out.resolve(name);
    Files.copy(unpacked, library, StandardCopyOption.REPLACE_EXISTING);
    return library;
  }

  private static Path configuration(Path out) throws IOException {
    Path file = out.resolve(CONFIGURATION);
    try (InputStream resource = Runner.class.getResourceAsStream(CONFIGURATION)) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
