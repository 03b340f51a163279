package io.mapiaudit.cli;

import io.mapiaudit.cli.process.AgentChannel;
import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.cli.process.JvmProcesses;
import io.mapiaudit.cli.soak.AgentOption;
import io.mapiaudit.cli.soak.JoinedProgram;
import io.mapiaudit.cli.soak.SoakTarget;
import io.mapiaudit.cli.soak.SoakTeller;
import io.mapiaudit.cli.soak.StartedProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the program of a soak, or joins it, and says what was done. */
final class SoakTargets {

  private final SoakSettings settings;
  private final SoakTeller teller;
  private final Progress progress;
  private final PrintStream outputTo;

  /**
   * Targets.
   *
   * @param outputTo gets what a program prints, null to leave that to the terminal
   */
  SoakTargets(SoakSettings settings, SoakTeller teller, Progress progress, PrintStream outputTo) {
    this.settings = settings;
    this.teller = teller;
    this.progress = progress;
    this.outputTo = outputTo;
  }

  /** Starts a program under the agent. */
  SoakTarget start(List<String> command) throws IOException {
    Path directory = settings.directory(Instant.now());
    AgentOption agent = new AgentOption(AgentChannel.jar(), settings.arguments(directory));
    SoakTarget started =
        StartedProgram.start(command, agent, directory, outputTo, SoakTargets::release);
    String how = AgentOption.describe(command);
    teller.note("Started " + String.join(" ", command) + ": " + how);
    teller.note("Runs: " + directory);
    teller.fact(fact("started", "how", how, "directory", directory.toString()));
    return started;
  }

  /** Joins a program that runs. */
  SoakTarget join(String target) throws Exception {
    JvmProcess process = Targets.find(target);
    AgentAnswer answer =
        progress.during(
            "Attaching to process " + process.pid(),
            () -> AgentAnswer.of(process, "attach", settings.arguments()));
    boolean already = answer.outcome().equals("already");
    if (!already && !answer.outcome().equals("attached")) {
      throw AttachCommand.stayedOut(process, answer);
    }
    String folder = answer.text("folder");
    teller.note(
        already
            ? "Process " + process + " is audited already, and stays so with its own settings"
            : "Attached to " + process);
    teller.note("Runs: " + folder);
    teller.fact(fact("joined", "already", already, "directory", folder));
    return new JoinedProgram(
        Paths.get(folder),
        () -> JvmProcesses.isAlive(process.pid()),
        () -> already ? Collections.emptyList() : detach(process));
  }

  private static List<String> detach(JvmProcess process) throws IOException {
    AgentAnswer answer = AgentAnswer.of(process, "detach", null);
    List<String> said = new ArrayList<>();
    said.add("Detached from " + process);
    answer
        .map("staying")
        .forEach((what, why) -> said.add("Stays until the process ends: " + what + ": " + why));
    return said;
  }

  /** The folder of a run has the process id in front. */
  private static void release(Path run) {
    String pid = run.getFileName().toString().replaceFirst("-.*", "");
    for (JvmProcess process : JvmProcesses.others()) {
      if (String.valueOf(process.pid()).equals(pid)) {
        try {
          AgentAnswer.of(process, "detach", null);
        } catch (IOException | CommandFailure gone) {
          // It ends in a moment in any case.
        }
      }
    }
  }

  private static Map<String, Object> fact(
      String event, String key, Object value, String other, Object otherValue) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", event);
    fields.put(key, value);
    fields.put(other, otherValue);
    return fields;
  }
}
