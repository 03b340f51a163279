package io.mapiaudit.runtime;

import io.mapiaudit.config.AgentConfig;
import io.mapiaudit.config.TaskTracking;
import io.mapiaudit.identity.TokenReader;
import io.mapiaudit.instrument.ConfiguredMethod;
import io.mapiaudit.instrument.EntryPointCatalogue;
import io.mapiaudit.instrument.HookReport;
import io.mapiaudit.instrument.Installation;
import io.mapiaudit.instrument.Instrumenter;
import java.lang.instrument.Instrumentation;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** What a run puts into the JVM's classes, and takes out again. */
final class RunHooks {

  private final EntryPointCatalogue catalogue;
  private final boolean tasks;
  private final HookReport report;
  private final Logger logger;
  private Installation installation;

  RunHooks(AgentConfig config, HookReport report, Logger logger) {
    this.catalogue =
        EntryPointCatalogue.with(
            config.entryPoints().stream().map(ConfiguredMethod::of).collect(Collectors.toList()));
    this.tasks = config.threadsTasks() != TaskTracking.OFF;
    this.report = report;
    this.logger = logger;
  }

  EntryPointCatalogue catalogue() {
    return catalogue;
  }

  /**
   * Puts the hooks in and proves that they work.
   *
   * @throws IllegalStateException when they do not; they are out again then
   */
  void install(Instrumentation instrumentation, TokenReader tokens) {
    boolean works = false;
    try {
      installation = new Instrumenter(catalogue, tasks, report).install(instrumentation);
      String problem = SelfTest.run(tokens);
      if (problem != null) {
        throw new IllegalStateException("self-test failed: " + problem + " " + report.problems());
      }
      works = true;
    } finally {
      if (!works && installation != null) {
        installation.uninstall();
      }
    }
  }

  void uninstall() {
    installation.uninstall();
  }

  /** Notes, and logs once, what is out of sight. */
  void unseen(String what, String why) {
    if (report.unseen(what, why)) {
      logger.warn("out of sight: {}: {}", what, why);
    }
  }
}
