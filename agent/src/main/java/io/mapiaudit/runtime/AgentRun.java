package io.mapiaudit.runtime;

import io.mapiaudit.boot.ProbeMemory;
import io.mapiaudit.capture.Capture;
import io.mapiaudit.capture.HandOvers;
import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.identity.JnaInternals;
import io.mapiaudit.identity.TokenLibrary;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.journal.JournalWriter;
import io.mapiaudit.model.NamedIdentity;
import io.mapiaudit.model.RunInfo;
import io.mapiaudit.model.Setting;
import io.mapiaudit.model.Transport;
import io.mapiaudit.output.RunFolder;
import io.mapiaudit.output.jmx.AuditMXBean;
import io.mapiaudit.output.jmx.JmxOutput;
import io.mapiaudit.output.jsonl.RunJson;
import io.mapiaudit.output.log.AgentLog;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** One run of the agent: made from its configuration, ended with the JVM or by a detach. */
final class AgentRun {

  private final AgentConfig config;
  private final LiveSuppressions suppressions;
  private final RunInfo run;
  private final TokenReader tokens;
  private final RunFolder folder;
  private final AgentLog log;
  private final Logger logger;
  private final ErrorLedger errors;
  private final HookReport hooks = new HookReport();
  private final Counters counters = new Counters();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread shutdownHook = new Thread(this::end, "mapi-audit-shutdown");
  private JournalWriter journal;
  private RunHooks installed;
  private Engine engine;
  private Capture capture;
  private RunControl control;
  private AbandonedRuns abandoned;
  private RunOutputs outputs;
  private RunMetrics metrics;
  private Sweeper sweeper;
  private MachineFacts machine;
  private TransportWatch transport;
  private Sampling sampling;

  private AgentRun(
      AgentConfig config,
      LiveSuppressions suppressions,
      RunInfo run,
      TokenReader tokens,
      RunFolder folder,
      AgentLog log) {
    this.config = config;
    this.suppressions = suppressions;
    this.run = run;
    this.tokens = tokens;
    this.folder = folder;
    this.log = log;
    this.errors = new ErrorLedger(!Identities.areHashed(config));
    this.logger = log.logger("agent");
  }

  /**
   * Starts a run.
   *
   * @throws IOException when the folder of the run cannot be used
   * @throws RuntimeException when tokens cannot be read or the self-test fails; the message says
   *     why
   */
  static AgentRun start(
      AgentConfig config, LiveSuppressions suppressions, Instrumentation instrumentation)
      throws IOException {
    new FileHandles().require();
    Instant start = Instant.now();
    boolean hashed = Identities.areHashed(config);
    RunFolder folder =
        RunFolder.create(config.dir().orElse(null), !hashed, ProcessFacts.pid(), start);
    TokenReader tokens = Identities.open(config, folder);
    RunInfo run =
        new RunInfo(
            ProcessFacts.pid(),
            ProcessFacts.host(),
            BuildInfo.version(),
            start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000,
            tokens.process(),
            config.transport().orElse(Transport.UNKNOWN),
            config.releaseStall().toNanos() / 1_000);
    AgentRun started =
        new AgentRun(config, suppressions, run, tokens, folder, AgentLog.open(folder.path()));
    try {
      started.begin(instrumentation);
      return started;
    } catch (RuntimeException | IOException | Error failure) {
      started.logger.error("stays out: {}", failure.toString());
      started.log.close();
      tokens.close();
      TokenLibrary.close();
      JnaInternals.endCleaner();
      throw failure;
    }
  }

  private void begin(Instrumentation instrumentation) throws IOException {
    logger.info("mapi-audit {} audits process {}", run.agentVersion(), run.pid());
    RunJson description =
        new RunJson(run, new NamedIdentity(tokens.process(), NamedIdentity.UNKNOWN_ACCOUNT));
    for (Setting setting : config.settings()) {
      logger.info("{}", setting);
      description.configured(setting.key(), setting.value(), setting.source());
    }
    suppressions.tellExpired(logger);
    if (config.librarySuppressions()) {
      suppressions.add(new LibrarySuppressions(new ApplicationLoaders(instrumentation), logger));
    }
    installed = new RunHooks(config, hooks, logger);
    // First what fails where there is no room: an agent that stays out leaves no hooks behind.
    journal = journal();
    try {
      installed.install(instrumentation, tokens);
    } catch (RuntimeException | Error failure) {
      journal.close();
      throw failure;
    }
    transport = new TransportWatch(run);
    RunDescription kept =
        new RunDescription(description, folder.runJson(), hooks, transport, errors);
    kept.write();
    outputs = new RunOutputs(config, folder, log, instrumentation, errors);
    JmxDisplay jmx = new JmxDisplay(config.jmx(), logger);
    metrics = new RunMetrics(config, run, instrumentation, errors, log.logger("metrics"));
    sampling =
        new Sampling(
            config.samplesInterval(),
            folder.path(),
            counters,
            journal::bytesOnDisk,
            journal::lostEvents,
            errors);
    Chores chores = new Chores(errors, System.nanoTime());
    AuditedTests tests = new AuditedTests(journal::environmentObserved, suppressions);
    sweeper = new Sweeper(config.sweepInterval(), errors, log.logger("sweep"));
    engine =
        new Engine(
            journal,
            tokens.naming(),
            run.releaseStallMicros(),
            outputs.live(jmx.output(), metrics.output(), sampling.output()),
            errors,
            kept,
            transport,
            counters,
            suppressions,
            chores,
            metrics,
            sweeper,
            sampling.beside(metrics.observer()),
            tests,
            logger);
    sampling.begin(chores);
    engine.start();
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    capture =
        new Capture(
            installed.catalogue(), tokens, journal, handOvers(config), errors, installed::unseen);
    control = new RunControl(config, capture, journal, outputs.applicationLog(), logger);
    control.begin(config.recording(), chores);
    jmx.begin(this::bean, chores);
    ProbeMemory.setTests(new TestLink(tests, engine, capture, control, folder.path()));
    abandoned =
        AbandonedRuns.of(folder.path(), config.runsKeep(), outputs, suppressions, logger, errors);
    abandoned.endInBackground();
    machine = Sweeping.begin(sweeper, config, tokens, journal);
    kept.machine(machine);
    metrics.start(new RunNumbers(journal, engine, errors, capture), chores);
  }

  private AuditMXBean bean(JmxOutput output) {
    return new AuditBean(
        run, folder, control, suppressions, engine, counters, journal, errors, output, logger);
  }

  /** What there is to tell about the run, for a command. */
  Map<String, Object> status(String outcome) {
    Map<String, Object> status =
        new RunStatus(config, run, folder, hooks, errors)
            .describe(outcome, counters, journal.bytesOnDisk(), engine.unanalysed());
    control.describe(status);
    status.put("suppressions", suppressions.describe());
    status.put("metrics", metrics.status());
    status.put("sweep", sweeper.describe());
    transport.describe(status);
    status.put("environment", machine == null ? Collections.emptyMap() : machine.describe());
    return status;
  }

  /** Ends the run and takes back what the agent has put into the JVM; tells what stays. */
  Map<String, Object> detach() {
    control.close();
    installed.uninstall();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      // It runs already, and ends the run as well.
    }
    metrics.leaveApplication();
    end();
    // Before the native functions go: nobody may be in one of them.
    boolean recorded = capture.close();
    boolean done = areThreadsGone();
    if (recorded && done) {
      tokens.close();
      TokenLibrary.close();
    } else {
      hooks.staysHooked("the agent's own classes", "a thread is still at work in them");
    }
    JnaInternals.endCleaner();
    return status("detached");
  }

  private boolean areThreadsGone() {
    try {
      abandoned.stop();
      return sweeper.awaitEnd() && engine.awaitEnd() && metrics.isOver() && !outputs.isAtWork();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
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

  private JournalWriter journal() throws IOException {
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

  private void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    ProbeMemory.setTests(null);
    sweeper.stop();
    engine.stop();
    if (abandoned != null) {
      abandoned.awaitEnded();
    }
    sampling.close();
    metrics.close();
    for (ErrorLedger.Entry entry : errors.entries()) {
      logger.warn("kept from the application {} time(s)", entry.count(), entry.shown());
    }
    suppressions.sumUp(logger);
    logger.info("ended");
    log.close();
  }
}
