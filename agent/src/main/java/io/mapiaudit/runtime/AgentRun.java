package io.mapiaudit.runtime;

import io.mapiaudit.boot.Probe;
import io.mapiaudit.capture.Capture;
import io.mapiaudit.capture.HandOvers;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.AlertLog;
import io.mapiaudit.config.TaskTracking;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.instrument.ConfiguredMethod;
import io.mapiaudit.instrument.EntryPointCatalogue;
import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.instrument.Instrumenter;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Setting;
import io.mapiaudit.model.Transport;
import io.mapiaudit.output.Output;
import io.mapiaudit.output.OutputDispatcher;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.jsonl.JsonlOutput;
import io.mapiaudit.output.jsonl.RunJson;
import io.mapiaudit.output.log.AgentLog;
import io.mapiaudit.output.log.ApplicationLog;
import io.mapiaudit.output.log.LogOutput;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** One run of the agent: made from its configuration, ended with the JVM. */
final class AgentRun {

  private static final String BYTE_BUDDY_SAFE = "net.bytebuddy.safe";

  private final RunFolder folder;
  private final AgentLog log;
  private final Logger logger;
  private final ErrorLedger errors = new ErrorLedger();
  private final HookReport hooks = new HookReport();

  private AgentRun(RunFolder folder, AgentLog log) {
    this.folder = folder;
    this.log = log;
    this.logger = log.logger("agent");
  }

  /**
   * Starts a run.
   *
   * @throws IOException when the folder of the run cannot be used
   * @throws RuntimeException when tokens cannot be read or the self-test fails; the message says
   *     why
   */
  static void start(AgentConfig config, Instrumentation instrumentation) throws IOException {
    Instant start = Instant.now();
    TokenReader tokens = TokenLibrary.open(config.identityLibrary());
    RunInfo run =
        new RunInfo(
            ProcessFacts.pid(),
            ProcessFacts.host(),
            BuildInfo.version(),
            start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000,
            tokens.process(),
            config.transport().orElse(Transport.UNKNOWN),
            config.releaseStall().toNanos() / 1_000);
    RunFolder folder = RunFolder.create(config.dir().orElse(null), run.pid(), start);
    AgentRun started = new AgentRun(folder, AgentLog.open(folder.path()));
    try {
      started.begin(config, instrumentation, tokens, run);
    } catch (RuntimeException | IOException | Error failure) {
      started.logger.error("stays out: {}", failure.toString());
      started.log.close();
      throw failure;
    }
  }

  private void begin(
      AgentConfig config, Instrumentation instrumentation, TokenReader tokens, RunInfo run)
      throws IOException {
    logger.info("mapi-audit {} audits process {}", run.agentVersion(), run.pid());
    RunJson description =
        new RunJson(run, new NamedIdentity(tokens.process(), NamedIdentity.UNKNOWN_ACCOUNT));
    for (Setting setting : config.settings()) {
      logger.info("{}", setting);
      description.configured(setting.key(), setting.value(), setting.source());
    }
    EntryPointCatalogue catalogue = catalogue(config);
    // First what fails where there is no room: an agent that stays out leaves no hooks behind.
    JournalWriter journal = journal(config, run);
    try {
      install(instrumentation, catalogue, config.threadsTasks() != TaskTracking.OFF);
      selfTest(tokens);
    } catch (RuntimeException | Error failure) {
      journal.close();
      throw failure;
    }
    RunDescription kept = new RunDescription(description, folder.runJson(), hooks, errors);
    kept.write();
    Engine engine =
        new Engine(journal, run.releaseStallMicros(), outputs(config), errors, kept, logger);
    engine.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(engine), "mapi-audit-shutdown"));
    Probe.install(new Capture(catalogue, tokens, journal, handOvers(config), errors, this::unseen));
    new AbandonedRuns(folder.path(), new OutputDispatcher(alerts(config), errors), errors)
        .endInBackground();
  }

  private static HandOvers handOvers(AgentConfig config) {
    switch (config.threadsTasks()) {
      case OFF:
        return HandOvers.IGNORED;
      case ALL:
        return HandOvers.OF_ALL_THREADS;
      default:
        return HandOvers.OF_TRACKED_THREADS;
    }
  }

  private JournalWriter journal(AgentConfig config, RunInfo run) throws IOException {
    try {
      return JournalWriter.open(folder.path(), run, config.journalMaxSize());
    } catch (IOException failure) {
      // "No space left on device" alone does not tell which device.
      throw new IOException(
          "cannot record in "
              + folder
              + ": "
              + failure.getMessage()
              + ". Fix: make room or give rights there, or set the key 'dir' to another directory",
          failure);
    }
  }

  private static EntryPointCatalogue catalogue(AgentConfig config) {
    return EntryPointCatalogue.with(
        config.entryPoints().stream().map(ConfiguredMethod::of).collect(Collectors.toList()));
  }

  /** Byte Buddy is told to keep off the methods of Unsafe that newer JVMs warn about. */
  private void install(
      Instrumentation instrumentation, EntryPointCatalogue catalogue, boolean tasks) {
    String before = System.setProperty(BYTE_BUDDY_SAFE, "true");
    try {
      new Instrumenter(catalogue, tasks, hooks).install(instrumentation);
    } finally {
      if (before == null) {
        System.clearProperty(BYTE_BUDDY_SAFE);
      } else {
        System.setProperty(BYTE_BUDDY_SAFE, before);
      }
    }
  }

  private void unseen(String what, String why) {
    if (hooks.unseen(what, why)) {
      logger.warn("out of sight: {}: {}", what, why);
    }
  }

  private void selfTest(TokenReader tokens) {
    String problem = SelfTest.run(tokens);
    if (problem != null) {
      throw new IllegalStateException("self-test failed: " + problem + " " + hooks.problems());
    }
  }

  private OutputDispatcher outputs(AgentConfig config) throws IOException {
    List<Output> outputs = new ArrayList<>();
    outputs.add(new JsonlOutput(folder.findings()));
    outputs.addAll(alerts(config));
    return new OutputDispatcher(outputs, errors);
  }

  private List<Output> alerts(AgentConfig config) {
    List<Output> alerts = new ArrayList<>();
    if (config.log() != AlertLog.OFF) {
      alerts.add(new LogOutput(log.logger("finding")));
    }
    if (config.log() == AlertLog.AUTO) {
      alerts.add(new ApplicationLog(null, folder.agentLog().toString(), errors));
    }
    return alerts;
  }

  private void end(Engine engine) {
    engine.stop();
    for (ErrorLedger.Entry entry : errors.entries()) {
      logger.warn("kept from the application {} time(s)", entry.count(), entry.first());
    }
    logger.info("ended");
    log.close();
  }
}
