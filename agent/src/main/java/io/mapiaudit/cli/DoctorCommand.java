package io.mapiaudit.cli;

import io.mapiaudit.cli.doctor.AgentChecks;
import io.mapiaudit.cli.doctor.AuditSettings;
import io.mapiaudit.cli.doctor.Check;
import io.mapiaudit.cli.doctor.Diagnosis;
import io.mapiaudit.cli.doctor.MachineChecks;
import io.mapiaudit.cli.doctor.MapiChecks;
import io.mapiaudit.cli.doctor.ObstacleChecks;
import io.mapiaudit.cli.doctor.OutputChecks;
import io.mapiaudit.cli.doctor.ProgramChecks;
import io.mapiaudit.cli.doctor.RegistryChecks;
import io.mapiaudit.cli.doctor.SweepChecks;
import io.mapiaudit.cli.doctor.TokenChecks;
import io.mapiaudit.cli.process.JvmProcess;
import io.mapiaudit.config.AgentArguments;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.identity.Environment;
import io.mapiaudit.identity.Registry;
import io.mapiaudit.output.jsonl.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code doctor [<pid or class>]}: whether a machine and a JVM can be audited, and what is amiss.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Tells whether this machine, or a JVM on it, can be audited: what was found, and each"
            + " problem with its fix. Loads nothing into the JVM unless the agent is there already.")
final class DoctorCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Diagnosis diagnosis = new Diagnosis();

  @Parameters(
      arity = "0..1",
      paramLabel = "<pid or main class>",
      description = "A process; without it, this machine and this Java only.")
  private String target;

  @Option(
      names = "--set",
      paramLabel = "<key=value>",
      description = "A setting that the agent would be given, as with attach.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    diagnosis.add("Machine", MachineChecks.run());
    if (target == null) {
      settings(AuditSettings.here(AgentArguments.format(settings)));
    } else {
      process();
    }
    ExitCode code = diagnosis.obstacle().map(DoctorCommand::code).orElse(ExitCode.OK);
    if (json) {
      terminal.json(Json.line(diagnosis.fields(code.code())));
    } else {
      terminal.text(diagnosis.text());
    }
    return code.code();
  }

  private void process() throws IOException {
    JvmProcess process;
    try {
      process = Targets.find(target);
    } catch (CommandFailure failure) {
      if (failure.exitCode() == ExitCode.USAGE) {
        throw failure;
      }
      add("Process", problem(Check.Obstacle.NO_SUCH_TARGET, "process", failure));
      return;
    }
    diagnosis.add("Process", ObstacleChecks.run(process));
    boolean reachable = !diagnosis.obstacle().isPresent();
    String auditedBy = process.auditedBy();
    if (reachable && auditedBy != null && !auditedBy.isEmpty()) {
      audited(process);
      return;
    }
    diagnosis.add("Program", ProgramChecks.run(process));
    AuditSettings given = AuditSettings.of(process, AgentArguments.format(settings));
    if (given.startedWithAgent() && "".equals(auditedBy)) {
      diagnosis.add("Process", ObstacleChecks.stayedOut());
    }
    settings(given);
  }

  private void audited(JvmProcess process) throws IOException {
    boolean told = false;
    try {
      AgentAnswer answer = AgentAnswer.of(process, "status", null);
      diagnosis.add("Agent", AgentChecks.run(answer.fields()));
      told = true;
    } catch (CommandFailure failure) {
      boolean other = failure.exitCode() == ExitCode.OTHER_VERSION_ATTACHED;
      add(
          "Agent",
          problem(other ? Check.Obstacle.OTHER_VERSION : Check.Obstacle.ATTACH, "agent", failure));
    }
    diagnosis.add("Program", ProgramChecks.run(process));
    environment(Optional.empty(), told);
  }

  private void settings(AuditSettings given) {
    diagnosis.add("Configuration", given.checks());
    Optional<AgentConfig> config = given.config();
    config.ifPresent(
        value -> diagnosis.add("Configuration", OutputChecks.run(value, given.workingDirectory())));
    diagnosis.add("Identity", TokenChecks.run(config.map(AgentConfig::identityLibrary)));
    diagnosis.add("Identity", SweepChecks.run());
    environment(config, /* told= */ false);
  }

  /**
   * What is the machine's and the user's, and not the program's.
   *
   * @param told by the agent, which transport the program has
   */
  private void environment(Optional<AgentConfig> config, boolean told) {
    Optional<Registry> registry = Environment.registry();
    diagnosis.add("MAPI", MapiChecks.run(registry));
    List<Check> checks =
        RegistryChecks.run(registry, config.flatMap(AgentConfig::transport), TokenChecks.ownSid());
    checks.removeIf(check -> told && check.name().equals(RegistryChecks.TRANSPORT));
    diagnosis.add("MAPI", checks);
  }

  private void add(String area, Check check) {
    diagnosis.add(area, Collections.singletonList(check));
  }

  private static Check problem(Check.Obstacle obstacle, String name, CommandFailure failure) {
    return Check.problem(obstacle, name, failure.getMessage(), failure.fix());
  }

  private static ExitCode code(Check.Obstacle obstacle) {
    switch (obstacle) {
      case NO_SUCH_TARGET:
        return ExitCode.NO_SUCH_TARGET;
      case ACCESS_DENIED:
        return ExitCode.ACCESS_DENIED;
      case BITNESS:
        return ExitCode.BITNESS_MISMATCH;
      case ATTACH:
        return ExitCode.ATTACH_UNSUPPORTED;
      case OTHER_VERSION:
        return ExitCode.OTHER_VERSION_ATTACHED;
      case CONFIGURATION:
        return ExitCode.USAGE;
      default:
        return ExitCode.SELF_TEST_FAILED;
    }
  }
}
